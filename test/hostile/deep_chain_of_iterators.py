it = iter([1, 2, 3])
for _ in range(3000):
    it = map(lambda x: x, it)
try:
    print(len(list(it)))
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
it = iter([1, 2, 3])
for _ in range(3000):
    it = zip(it)
try:
    next(it)
    print("no error")
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
