# differs: the board has a flash file system mounted at /flash
import os
print(os.getcwd(), 'main.py' in os.listdir())
with open('t.txt', 'w') as f:
    print(f.write('line 1\nline 2\n'))
with open('t.txt') as f:
    print(f.read(4), f.readline(), f.readlines(), repr(f.read()))
with open('t.txt', 'a') as f:
    f.write('more')
print(open('t.txt', 'rb').read(), os.stat('t.txt')[6], os.stat('t.txt')[0])
os.rename('t.txt', 'u.txt')
print('t.txt' in os.listdir(), 'u.txt' in os.listdir('/flash'))
os.remove('u.txt')
os.mkdir('d')
os.chdir('d')
print(os.getcwd(), os.listdir(), os.listdir('/'))
os.chdir('..')
os.rmdir('d')
print('d' in os.listdir())
# expect: /flash True
# expect: 14
# expect: line  1
# expect:  ['line 2\n'] ''
# expect: b'line 1\nline 2\nmore' 18 32768
# expect: False True
# expect: /flash/d [] ['flash']
# expect: False
