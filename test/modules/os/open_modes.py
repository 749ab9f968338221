# differs: the board has a flash file system mounted at /flash
with open('m.bin', 'wb') as f:
    print(f.write(b'0123456789'), f.tell())
with open('m.bin', 'r+b') as f:
    f.seek(3)
    f.write(b'abc')
    f.seek(-2, 2)
    print(f.read(), f.seek(0), f.read(6))
with open('m.bin', 'a+') as f:
    f.write('Z')
    f.seek(0)
    print(f.read())
for mode in ('q', 'rx', 'x'):
    try:
        open('m.bin', mode)
        print(mode)
    except (OSError, ValueError) as e:
        print(mode, repr(e))
try:
    open('m.bin').write('x')
except OSError as e:
    print(e)
for line in open('m.bin', 'r'):
    print(line)
# expect: 10 10
# expect: b'89' 0 b'012abc'
# expect: 012abc6789Z
# expect: q
# expect: rx OSError(17,)
# expect: x OSError(17,)
# expect: [Errno 13] EACCES
# expect: 012abc6789Z
