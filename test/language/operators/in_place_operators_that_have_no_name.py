def attempt(code, a, b):
    try:
        exec(code, {"a": a, "b": b})
    except TypeError as error:
        print(code, error)


attempt("a <<= b", 1, 2.5)  # expect: a <<= b unsupported types for : 'int', 'float'
attempt("a %= b", 1, 2j)  # expect: a %= b unsupported types for : 'int', 'complex'
attempt("a @= b", 1, 2)  # expect: a @= b unsupported types for : 'int', 'int'
attempt("a @= b", True, False)  # expect: a @= b unsupported types for : 'int', 'int'
attempt("a @= b", 1 << 70, 2)  # expect: a @= b unsupported types for __matmul__: 'int', 'int'
attempt("a -= b", 1, "")  # expect: a -= b unsupported types for __sub__: 'int', 'str'
