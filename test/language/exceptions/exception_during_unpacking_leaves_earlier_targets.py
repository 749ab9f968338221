a = b = 0
try:
    a, b = 1, 1 // 0
except ZeroDivisionError:
    print(a, b)
# expect: 0 0
class Bad:
    def __setattr__(self, n, v): raise ValueError(n)
try:
    a, Bad().x, b = 5, 6, 7
except ValueError as e:
    print(a, b, e)
# expect: 5 0 x
