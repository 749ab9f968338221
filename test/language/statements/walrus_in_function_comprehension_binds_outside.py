def f():
    total = 0
    out = [total := total + x for x in range(5)]
    return out, total
print(f())  # expect: ([0, 1, 3, 6, 10], 10)
def any_even(l):
    return any((w := x) % 2 == 0 for x in l), w
print(any_even([1, 3, 4, 5]))  # expect: (True, 4)
