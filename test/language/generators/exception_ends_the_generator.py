def g():
    yield 1
    1 // 0
    yield 2
it = g()
print(next(it))  # expect: 1
try:
    next(it)
except ZeroDivisionError as e:
    print(e)
# expect: divide by zero
print(next(it, 'exhausted'))  # expect: exhausted
