def f(n):
    return f(n + 1)
try:
    f(0)
except RuntimeError as e:
    print(e)
def g(n):
    return 0 if n == 0 else 1 + g(n - 1)
print(g(40))
# expect: maximum recursion depth exceeded
# expect: 40
