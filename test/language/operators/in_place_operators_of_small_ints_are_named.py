# firmware: everything
# differs: the oracle is not built with names for all in-place operators (MICROPY_PY_ALL_INPLACE_SPECIAL_METHODS)
# A small int or a bool refuses a number by the name of the operator that was written.
def attempt(code, a, b):
    try:
        exec(code, {"a": a, "b": b})
    except TypeError as error:
        print(code, error)


attempt("a <<= b", 1, 2.5)  # expect: a <<= b unsupported types for __ilshift__: 'int', 'float'
attempt("a &= b", True, 2.5)  # expect: a &= b unsupported types for __iand__: 'int', 'float'
attempt("a %= b", 1, 2j)  # expect: a %= b unsupported types for __imod__: 'int', 'complex'
attempt("a @= b", 1, 2)  # expect: a @= b unsupported types for __imatmul__: 'int', 'int'
attempt("a @= b", True, False)  # expect: a @= b unsupported types for __imatmul__: 'int', 'int'
attempt("a @= b", 1 << 70, 2)  # expect: a @= b unsupported types for __matmul__: 'int', 'int'
attempt("a @= b", 2.5, 2)  # expect: a @= b unsupported types for __matmul__: 'float', 'int'
attempt("a @ b", 1, 2)  # expect: a @ b unsupported types for __matmul__: 'int', 'int'
attempt("a ^ b", 1, 2.5)  # expect: a ^ b unsupported types for __xor__: 'int', 'float'
