g = globals()
g["new"] = 5
print(new)
del g["new"]
try:
    new
except NameError as e:
    print(e)
g[1] = 2
print(g[1])
del g[1]


def f():
    globals()["f"] = 7
    return f


print(f())
for name in list(g):
    if name.startswith("tmp"):
        del g[name]
import sys

m = sys.modules[__name__] if __name__ in sys.modules else None
exec("for k in list(globals()):\n  if k == 'g': del globals()[k]")
try:
    g
except NameError as e:
    print(e)
# expect: 5
# expect: name 'new' isn't defined
# expect: 2
# expect: 7
# expect: name 'g' isn't defined
