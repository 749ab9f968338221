for f in (lambda: (0).to_bytes(0, 'big'), lambda: (1).to_bytes(0, 'big'), lambda: (2 ** 100).to_bytes(1, 'little'), lambda: (0).to_bytes(-1, 'big'), lambda: (0).to_bytes(2 ** 40, 'big')):
    try:
        print(f())
    except (OverflowError, ValueError, MemoryError, TypeError) as e:
        print(type(e).__name__, e)
# expect: b''
# expect: OverflowError value would overflow a 0 byte buffer
# expect: OverflowError value would overflow a 1 byte buffer
# expect: ValueError 
# expect: OverflowError overflow converting long int to machine word
