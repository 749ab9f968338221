for text in ("\0", "1\0", "print(1)\0", "a\0b = 1", "\x1a", "\x7f", "'\0'", "# \0\nprint('after')", "\x02", "\x04", "\x0e\x0f", "x = \x11", "\x10"):
    try:
        print(repr(eval(text)))
    except SyntaxError as e:
        try:
            exec(text)
            print("ran")
        except SyntaxError as e:
            print("SyntaxError")
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: '\x01'
# expect: after
# expect: ran
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
