# differs: the oracle's error text has more detail than the board's
for f in (lambda: int('a'), lambda: int(''), lambda: float('x'), lambda: int([]), lambda: float({}), lambda: int(None), lambda: complex([]), lambda: int('5', 40), lambda: chr('a'), lambda: ord(5), lambda: bytes('x'), lambda: list(1), lambda: range('a'), lambda: 'a' * 'a', lambda: bytearray(['x']), lambda: float(None)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: ValueError invalid syntax for integer with base 10
# expect: ValueError invalid syntax for integer with base 10
# expect: ValueError invalid syntax for number
# expect: TypeError can't convert list to int
# expect: TypeError can't convert dict to float
# expect: TypeError can't convert NoneType to int
# expect: TypeError can't convert list to complex
# expect: ValueError int() arg 2 must be >= 2 and <= 36
# expect: TypeError can't convert str to int
# expect: TypeError can't convert 'int' object to str implicitly
# expect: TypeError string argument without an encoding
# expect: TypeError 'int' object isn't iterable
# expect: TypeError can't convert str to int
# expect: TypeError unsupported types for __mul__: 'str', 'str'
# expect: TypeError can't convert str to int
# expect: TypeError can't convert NoneType to float
