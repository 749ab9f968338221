for text in ('"\\ud800"', '"\\udfff\\ud800"', '"\\U00110000"', '"\\Uffffffff"', '"\\x4"', '"\\u12"', '"\\N{DASH}"', 'b"\\u1234"', 'b"\\xfg"'):
    try:
        print(len(eval(text)))
    except Exception as e:
        print(type(e).__name__)
for n in (0x10FFFF, 0x110000, -1, 0xD800, 2**40):
    try:
        print(len(chr(n)))
    except Exception as e:
        print(type(e).__name__)
# expect: 1
# expect: 2
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: NotImplementedError
# expect: 6
# expect: SyntaxError
# expect: 1
# expect: ValueError
# expect: ValueError
# expect: 1
# expect: OverflowError
