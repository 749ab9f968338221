f = lambda: 1
for _ in range(5000):
    f = (lambda g: lambda: g())(f)
try:
    print(f())
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattr__(self, name):
        return getattr(self.target, name)


p = 5
for _ in range(5000):
    p = Proxy(p)
try:
    p.missing
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
