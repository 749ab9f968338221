code = "1"
for i in range(8):
    code = "eval(" + repr(code) + ")"
print(eval(code), len(code) < 100000)
exec("exec('exec(\"x = 5\")')")
print(x)


def f(n):
    return eval("f(n - 1) + 1" if n else "0", {"f": f, "n": n})


print(f(10))
for args in (("1",), ("x", {}), ("x", {"x": 3}), ("x", {"x": 3}, {"x": 4}), (5,), ("",), ("x = 1",), ("1\n2",), (None,), ("1", 5)):
    try:
        print(eval(*args))
    except Exception as e:
        print(type(e).__name__)
# expect: 1 True
# expect: 5
# expect: 10
# expect: 1
# expect: NameError
# expect: 3
# expect: 4
# expect: TypeError
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: TypeError
# expect: TypeError
