class A: pass
for f in (lambda: A() + 1, lambda: 1 + A(), lambda: -A(), lambda: A()[0], lambda: len(A()),
          lambda: A() < 1, lambda: list(A()), lambda: next(A()), lambda: A().__len__(), lambda: 1 in A()):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
# expect: unsupported types for __add__: 'A', 'int'
# expect: unsupported types for __add__: 'int', 'A'
# expect: unsupported type for __neg__: 'A'
# expect: 'A' object isn't subscriptable
# expect: object of type 'A' has no len()
# expect: unsupported types for __lt__: 'A', 'int'
# expect: 'A' object isn't iterable
# expect: 'A' object isn't an iterator
# expect: 'A' object has no attribute '__len__'
# expect: 'A' object isn't iterable
