import io
import os

class Stream(io.IOBase):
    def __init__(self, name):
        self.name = name

    def write(self, data):
        if self.name == 'write':
            raise ValueError('no room')
        if self.name == 'count':
            return len(data) + 1
        return None if self.name == 'full' else len(data)

    def readinto(self, buffer):
        if self.name == 'read':
            raise ValueError('no data')
        return {'end': 0, 'error': -5}.get(self.name)

    def ioctl(self, request, argument):
        closed.append((self.name, request, argument))
        raise ValueError('ignored')

closed = []
os.dupterm(Stream('write'))
print('hello')
# expect: dupterm: Exception in write() method, deactivating: Traceback (most recent call last):
# expect:   File "<stdin>", line 10, in write
# expect: ValueError: no room
# expect: hello
print(os.dupterm(None), closed)  # expect: None [('write', 4, 0)]

os.dupterm(Stream('count'))
print('hello')
# expect: dupterm: Exception in write() method, deactivating: OSError: [Errno 5] EIO
# expect: hello

full = Stream('full')
os.dupterm(full)
print('hello')  # expect: hello
print(os.dupterm(None) is full)  # expect: True

class Keys(io.IOBase):
    def write(self, data):
        return len(data)

    def readinto(self, buffer):
        buffer[0] = 13
        return 1

os.dupterm(Keys(), 2)
for name in 'read', 'error', 'end':
    os.dupterm(Stream(name))
    input()
    print(os.dupterm(None))
# expect: dupterm: Exception in read() method, deactivating: Traceback (most recent call last):
# expect:   File "<stdin>", line 17, in readinto
# expect: ValueError: no data
# expect:
# expect: None
# expect: dupterm: Exception in read() method, deactivating: OSError: [Errno 5] EIO
# expect:
# expect: None
# expect: dupterm: EOF received, deactivating
# expect:
# expect: None

# A stream that prints prints to itself, too.
class Echo(Keys):
    depth = 0

    def write(self, data):
        Echo.depth += 1
        if Echo.depth == 5:
            raise ValueError('too deep')
        print('.', end='')
        return len(data)

os.dupterm(Echo())
print()
print(os.dupterm(None))
# expect: dupterm: Exception in write() method, deactivating: Traceback (most recent call last):
# expect:   File "<stdin>", line 75, in write
# expect: ValueError: too deep
# expect: ....
# expect: None
# differs: the oracle has no os.dupterm
