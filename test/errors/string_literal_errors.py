def attempt(s):
    try:
        print(repr(s), repr(eval(s)))
    except Exception as e:
        print(repr(s), type(e).__name__, e)
for s in ('"\\x4"', '"\\xzz"', '"\\u12"', '"\\U00110000"', '"\\777"', 'b"\\u0041"', "'a' b'b'", 'rb"\\x"', 'br"x"', 'u"x"', 'bu"x"', 'f"{"', 'f"}"', 'f"{a b}"', 'f"{}"', 'f"{1:{2}}"', 'rf"{1}\\n"', 'fr"{1}"', 'b"é"', '"\\8"', '"\\\\"'):
    attempt(s)
# expect: '"\\x4"' SyntaxError invalid syntax
# expect: '"\\xzz"' SyntaxError invalid syntax
# expect: '"\\u12"' SyntaxError invalid syntax
# expect: '"\\U00110000"' SyntaxError invalid syntax
# expect: '"\\777"' 'ǿ'
# expect: 'b"\\u0041"' b'\\u0041'
# expect: "'a' b'b'" SyntaxError invalid syntax
# expect: 'rb"\\x"' b'\\x'
# expect: 'br"x"' b'x'
# expect: 'u"x"' 'x'
# expect: 'bu"x"' SyntaxError invalid syntax
# expect: 'f"{"' SyntaxError invalid syntax
# expect: 'f"}"' ValueError single '}' encountered in format string
# expect: 'f"{a b}"' SyntaxError invalid syntax
# expect: 'f"{}"' SyntaxError malformed f-string
# expect: 'f"{1:{2}}"' ' 1'
# expect: 'rf"{1}\\n"' '1\\n'
# expect: 'fr"{1}"' '1'
# expect: 'b"é"' b'\xc3\xa9'
# expect: '"\\8"' '\\8'
# expect: '"\\\\"' '\\'
