# differs: the reference has a larger heap
import io
import micropython


def attempt(call, *args):
    try:
        return call(*args)
    except MemoryError as error:
        return error


with open("file", "w") as file:
    file.write("ab\ncd")
for stream in (io.BytesIO(b"ab\ncd"), io.StringIO("ab\ncd"), open("file"), open("file", "rb")):
    print(type(stream).__name__)
    for size in (1000000, 1 << 28, -2):
        print(attempt(stream.read, size))
        print(attempt(stream.readline, size))
    print(repr(stream.read(1000)))
# expect: BytesIO
# expect: memory allocation failed, allocating 1000001 bytes
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 268435457 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 4294967295 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: b'ab\ncd'
# expect: StringIO
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: 'ab\ncd'
# expect: TextIOWrapper
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: 'ab\ncd'
# expect: FileIO
# expect: memory allocation failed, allocating 1000001 bytes
# expect: memory allocation failed, allocating 1000000 bytes
# expect: memory allocation failed, allocating 268435457 bytes
# expect: memory allocation failed, allocating 268435456 bytes
# expect: memory allocation failed, allocating 4294967295 bytes
# expect: memory allocation failed, allocating 4294967294 bytes
# expect: b'ab\ncd'

empty = io.BytesIO(b"")
print(empty.read(5))  # expect: b''
micropython.heap_lock()
try:
    empty.read(5)
except MemoryError:
    print("refused")
# expect: refused
micropython.heap_unlock()
