# differs: the oracle's error texts name the function, the board's do not
def f(a, *, b=2, c):
    return (a, b, c)

print(f(1, c=3))  # expect: (1, 2, 3)
print(f(1, c=3, b=5))  # expect: (1, 5, 3)
try:
    f(1)
except TypeError as e:
    print(e)
# expect: function missing required keyword argument 'c'
try:
    f(1, 2, 3)
except TypeError as e:
    print(e)
# expect: function takes 1 positional arguments but 3 were given
