def f(*a):
    return [list(x) if not isinstance(x, int) else x for x in a]
print(f(a * 2 for a in (1, 2)))  # expect: [[2, 4]]
