import micropython

buffer = bytearray(b"0123456789")
view = memoryview(buffer)


def locked(start):
    micropython.heap_lock()
    buffer[3:5] = b"ab"
    view[start : start + 1] = b"c"
    small = int.from_bytes(b"\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00", "little")
    try:
        raise ValueError
    except ValueError as e:
        arguments = e.args
    copied = None
    try:
        buffer[0:2]
    except MemoryError:
        copied = False
    micropython.heap_unlock()
    return small, arguments, copied


print(locked(1), buffer)  # expect: (7, (), False) bytearray(b'0c2ab56789')
