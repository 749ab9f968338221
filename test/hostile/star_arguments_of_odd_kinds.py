def f(*args, **kw):
    return args, kw


for text in ("f(*5)", "f(**5)", "f(**{'a': 1}, **{'b': 2})", "f(*'ab', *[1])", "f(**[])", "f(**{1: 2})", "f(*{}, **{})", "f(*range(3))", "f(**{'': 1})", "f(a=1, **{'a': 2})", "f(*None)"):
    try:
        print(eval(text))
    except Exception as e:
        print(type(e).__name__)
print(len(f(*range(300))[0]), len(f(**{"k%d" % i: i for i in range(100)})[1]))
# expect: TypeError
# expect: AttributeError
# expect: ((), {'a': 1, 'b': 2})
# expect: (('a', 'b', 1), {})
# expect: AttributeError
# expect: TypeError
# expect: ((), {})
# expect: ((0, 1, 2), {})
# expect: ((), {'': 1})
# expect: TypeError
# expect: TypeError
# expect: 300 100
