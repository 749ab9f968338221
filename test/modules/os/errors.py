# differs: the board has a flash file system mounted at /flash
import os
os.mkdir('d')
open('d/x', 'w').close()
for f in (lambda: open('none'), lambda: os.remove('none'), lambda: os.mkdir('d'), lambda: os.listdir('none'), lambda: os.stat('none'),
          lambda: os.rename('none', 'x'), lambda: os.chdir('none'), lambda: os.rmdir('none'), lambda: open('main.py/x'), lambda: os.remove('d'),
          lambda: os.rmdir('main.py'), lambda: os.rmdir('d'), lambda: open('d'), lambda: open('none/x', 'w'), lambda: os.rename('d', 'main.py')):
    try:
        print(f())
    except OSError as e:
        print(e)
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 17] EEXIST
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: [Errno 21] EISDIR
# expect: 20
# expect: [Errno 13] EACCES
# expect: [Errno 2] ENOENT
# expect: [Errno 2] ENOENT
# expect: None
