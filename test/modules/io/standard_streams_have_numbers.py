import sys

for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(stream.fileno(), stream.buffer.fileno(), stream.flush())
# expect: 0 0 None
# expect: 1 1 None
# expect: 2 2 None
