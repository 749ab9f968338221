for k in ('a', 1, (1, 2), None, b'x'):
    try:
        {}[k]
    except KeyError as e:
        print(e, repr(e))
# expect: a KeyError('a',)
# expect: 1 KeyError(1,)
# expect: (1, 2) KeyError((1, 2),)
# expect: None KeyError(None,)
# expect: b'x' KeyError(b'x',)
try:
    del {}['q']
except KeyError as e:
    print(e)
# expect: q
