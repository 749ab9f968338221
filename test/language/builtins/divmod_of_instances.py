class Refused(Exception): pass
class Listed(list): pass
class Number(int): pass
class Divided:
    def __divmod__(self, other): return 'divided', other
class Undecided:
    def __divmod__(self, other): return NotImplemented

# What derives from a type without operators complains under its own name.
for value in Number(7), Divided(), Refused(), Listed(), Undecided():
    try:
        print(divmod(value, 2))
    except TypeError as err:
        print(err)
# expect: (3, 1)
# expect: ('divided', 2)
# expect: unsupported types for __divmod__: 'Refused', 'int'
# expect: unsupported types for __divmod__: 'list', 'int'
# expect: unsupported types for __divmod__: 'Undecided', 'int'
