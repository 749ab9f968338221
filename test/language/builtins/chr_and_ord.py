print(chr(97), chr(0x20ac), ord('a'), ord('€'), ord(b'a'))  # expect: a € 97 8364 97
for f in (lambda: chr(0x110000), lambda: chr(-1), lambda: ord('ab'), lambda: ord(''), lambda: ord(5), lambda: chr('a')):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError char not in range(0x110000)
# expect: ValueError char not in range(0x110000)
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError can't convert 'int' object to str implicitly
# expect: TypeError can't convert str to int
