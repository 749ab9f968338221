class Float(float):
    pass

class Complex(complex):
    pass

class Converted(float):
    def __float__(self):
        return 7.5

def attempt(f):
    try:
        print(f())
    except TypeError as err:
        print('TypeError', err)

f = Float(2.5)
print(f, -f, f * 2, f < 3.0)  # expect: 2.5 -2.5 5.0 True
# As a right operand or an argument it counts only if it says __float__ itself.
attempt(lambda: 1.5 < f)  # expect: TypeError unsupported types for __lt__: 'float', 'Float'
attempt(lambda: f < f)  # expect: TypeError unsupported types for __lt__: 'float', 'Float'
attempt(lambda: f + f)  # expect: TypeError unsupported types for __add__: 'float', 'float'
attempt(lambda: 2.0 * f)  # expect: TypeError unsupported types for __mul__: 'float', 'float'
attempt(lambda: 1 / f)  # expect: TypeError unsupported types for __truediv__: 'int', 'float'
attempt(lambda: float(f))  # expect: TypeError can't convert Float to float
attempt(lambda: round(f))  # expect: TypeError can't convert Float to float
attempt(lambda: complex(f))  # expect: TypeError can't convert Float to complex
attempt(lambda: 1j + f)  # expect: TypeError unsupported types for __add__: 'complex', 'float'
attempt(lambda: divmod(7, f))  # expect: TypeError unsupported types for __divmod__: 'int', 'Float'
attempt(lambda: divmod(7.0, f))
# expect: TypeError unsupported types for __divmod__: 'float', 'Float'
attempt(lambda: '%f' % f)  # expect: TypeError can't convert Float to float
attempt(lambda: complex(Complex(1j)))  # expect: TypeError can't convert Complex to complex
attempt(lambda: 1j + Complex(1j))
# expect: TypeError unsupported types for __add__: 'complex', 'complex'

import math
attempt(lambda: math.sqrt(f))  # expect: TypeError can't convert Float to float
c = Converted(2.5)
attempt(lambda: (float(c), 1.5 + c, 2.0 < c, round(c), math.floor(c), complex(c)))
# expect: (7.5, 9.0, True, 8, 7, (7.5+0j))
