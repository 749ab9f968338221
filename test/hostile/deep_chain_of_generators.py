def chain(n):
    if n:
        yield from chain(n - 1)
    else:
        yield 1


try:
    print(sum(chain(10000)))
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
print(sum(chain(20)))  # expect: 1
