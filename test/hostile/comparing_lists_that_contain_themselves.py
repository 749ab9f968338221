# oracle crashes: it runs out of its own stack
a = []
b = []
a.append(b)
b.append(a)
try:
    a == b
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
