for args in (("1", "f", "eval"), ("1", "f", "exec"), ("x = 1", "f", "eval"), ("1", "f", "nothing"), ("1", "f", "constructor"), ("1", "f"), (5, "f", "exec"), ("(", "f", "exec"), (b"1", "f", "eval"), ("", "", "exec"), ("1;2", "f", "single")):
    try:
        code = compile(*args)
        print("compiled", eval(code) if args[2] == "eval" else exec(code))
    except Exception as e:
        print(type(e).__name__)
# expect: compiled 1
# expect: compiled None
# expect: SyntaxError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: SyntaxError
# expect: compiled 1
# expect: compiled None
# expect: 1
# expect: 2
# expect: compiled None
