for f in (lambda: 'a' * 10 ** 9, lambda: [0] * 10 ** 9, lambda: bytearray(10 ** 9), lambda: b'x' * (10 ** 9), lambda: bytes(10 ** 9), lambda: (1,) * 10 ** 9):
    try:
        f()
        print('no')
    except MemoryError as e:
        print('MemoryError')
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
