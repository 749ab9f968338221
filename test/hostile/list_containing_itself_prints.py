l = [1]
print(l == l)
try:
    l.append(l)
    repr(l)
except RuntimeError as e:
    print(e)
# expect: True
# expect: maximum recursion depth exceeded
