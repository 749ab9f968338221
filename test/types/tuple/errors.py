t = (1, 2)
def s(): t[0] = 1
for f in (s, lambda: t[5], lambda: t + [1], lambda: t.append(1), lambda: hash(([],)), lambda: t.index(9), lambda: tuple(5), lambda: t['a']):
    try:
        f()
    except (TypeError, IndexError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError 'tuple' object doesn't support item assignment
# expect: IndexError tuple index out of range
# expect: TypeError unsupported types for __add__: 'tuple', 'list'
# expect: AttributeError 'tuple' object has no attribute 'append'
# expect: TypeError unsupported type for __hash__: 'list'
# expect: ValueError object not in sequence
# expect: TypeError 'int' object isn't iterable
# expect: TypeError tuple indices must be integers, not str
