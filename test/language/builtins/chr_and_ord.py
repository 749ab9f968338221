print(chr(97), chr(0x20ac), ord('a'), ord('€'), ord(b'a'), ord(bytearray(b'z')))  # raises: TypeError: can't convert 'bytearray' object to str implicitly
for f in (lambda: chr(0x110000), lambda: chr(-1), lambda: ord('ab'), lambda: ord(''), lambda: ord(5), lambda: chr('a')):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
