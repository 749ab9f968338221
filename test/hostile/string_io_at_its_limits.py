import io

s = io.StringIO("abc")
for f in (lambda: s.seek(-1), lambda: s.seek(100), lambda: s.read(), lambda: s.write(5), lambda: s.read(-5), lambda: s.seek(0, 5), lambda: io.BytesIO(10**9), lambda: s.readinto(bytearray(2))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
s.close()
try:
    s.read()
except ValueError as e:
    print("ValueError")
# expect: OSError
# expect: 100
# expect:
# expect: TypeError
# expect: MemoryError
# expect: 0
# expect: MemoryError
# expect: 2
# expect: ValueError
