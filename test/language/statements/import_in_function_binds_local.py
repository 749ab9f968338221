def f():
    import math
    from math import ceil
    return math.floor(2.5), ceil(2.5)
print(f())  # expect: (2, 3)
print('math' in globals())  # expect: False
