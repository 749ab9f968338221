def g():
    x = yield 'first'
    while x is not None:
        x = yield x * 2
    return 'done'
it = g()
print(it.send(None), it.send(5), it.send(7))  # expect: first 10 14
try:
    it.send(None)
except StopIteration as e:
    print(e.value)
# expect: done
