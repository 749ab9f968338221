for f in (lambda: [1]['a'], lambda: (1,)[None], lambda: 'a'[1.0], lambda: b'a'['x'], lambda: range(1)[()], lambda: [1][{}], lambda: [1]['a':], lambda: 'a'['x':2]):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: list indices must be integers, not str
# expect: tuple indices must be integers, not NoneType
# expect: string indices must be integers, not float
# expect: bytes indices must be integers, not str
# expect: range indices must be integers, not tuple
# expect: list indices must be integers, not dict
# expect: can't convert str to int
# expect: string indices must be integers, not str
