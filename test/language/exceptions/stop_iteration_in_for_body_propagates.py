def f():
    for x in [1, 2]:
        raise StopIteration(7)
try:
    f()
except StopIteration as e:
    print('propagated', e.value)
# expect: propagated 7
