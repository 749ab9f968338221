class Gamma:
    zeta_one = 1
    alpha_two = 2

    def append(self):
        pass


class Delta(Gamma):
    middle_three = 3


d = Delta()
d.zz_first = d.aa_second = 1
setattr(d, "by_text", 2)
print(dir(Gamma))
# expect: ['__class__', '__module__', '__name__', '__qualname__', 'append', '__bases__', '__dict__', 'zeta_one', 'alpha_two']
print(dir(d))
# expect: ['__class__', '__module__', '__qualname__', 'append', '__dict__', 'zeta_one', 'alpha_two', 'middle_three', 'zz_first', 'aa_second', 'by_text']
print(dir(range(3)), dir(1j), dir(OSError(2)))
# expect: ['__class__', 'start', 'step', 'stop'] ['__class__', 'imag', 'real'] ['__class__', 'args', 'value', 'errno']
print(dir([]))
# expect: ['__class__', 'append', 'clear', 'copy', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort']
print(dir({}))
# expect: ['__class__', '__delitem__', '__getitem__', '__setitem__', 'clear', 'copy', 'get', 'items', 'keys', 'pop', 'popitem', 'setdefault', 'update', 'values', 'fromkeys']
print(dir(object()))  # expect: ['__class__', '__init__', '__new__', '__delattr__', '__setattr__']


class Text(str):
    own = 1


print(dir(Text())[:6], dir(Text())[-2:])
# expect: ['__class__', '__module__', '__qualname__', 'count', 'endswith', 'find'] ['splitlines', 'own']
