print(bytes(), bytes(3), bytes([1, 2]), bytes('aé', 'utf-8'), bytes(bytearray(b'x')), bytes(range(3)), bytes((i for i in (7, 8))))
# expect: b'' b'\x00\x00\x00' b'\x01\x02' b'a\xc3\xa9' b'x' b'\x00\x01\x02' b'\x07\x08'
for f in (lambda: bytes('a'), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(['a']), lambda: bytes(-1), lambda: bytes(1.5)):
    try:
        print(f())
    except (TypeError, ValueError, MemoryError) as e:
        print(type(e).__name__, e)
# expect: TypeError string argument without an encoding
# expect: ValueError bytes value out of range
# expect: ValueError bytes value out of range
# expect: TypeError can't convert str to int
# expect: ValueError 
# expect: TypeError 'float' object isn't iterable
