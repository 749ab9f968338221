with open("small.py", "w") as file:
    file.write("x = 1\n")

import small

del small.x
for name in ("x", "y"):
    try:
        delattr(small, name)
    except KeyError as e:
        print(repr(e))
# expect: KeyError('x',)
# expect: KeyError('y',)
print(hasattr(small, "x"))  # expect: False
