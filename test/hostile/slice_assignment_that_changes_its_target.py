class Grow:
    def __iter__(self):
        l.append(9)
        return iter([7])


l = [1, 2, 3]
try:
    l[0:2] = Grow()
    print(l)
except TypeError as e:
    print("TypeError", l)


class I:
    def __index__(self):
        l.clear()
        return 0

    __int__ = __index__


l = [1, 2, 3]
try:
    print(l[I()])
except (TypeError, IndexError) as e:
    print("refused", l)
# expect: TypeError [1, 2, 3]
# expect: refused []
