import io
s = io.StringIO()
print(s.write('hello'), s.write(' world'), s.getvalue())  # expect: 5 6 hello world
s.seek(0)
print(s.read(5), s.read(), repr(s.read()), s.tell())  # expect: hello  world '' 11
s = io.StringIO('a\nb\nc')
print(s.readline(), end='')  # expect: a
print(list(s), s.seek(1), s.read())
# expect: ['b\n', 'c'] 1 
# expect: b
# expect: c
with io.StringIO('ctx') as t:
    print(t.read())
# expect: ctx
s.close()
s.read()  # raises: ValueError: I/O operation on closed file
