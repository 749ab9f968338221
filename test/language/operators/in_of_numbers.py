# A small int refuses numbers on its right before they are searched, under a name that shows which of them was asked.
class Whole(int): pass
class Box:
    def __contains__(self, item): return item in 5

for item in 1, True, 2**70, 1.5, 1j, 'a':
    for container in 0, False, 2**70, 1.5, 2j, Whole(4), Box():
        try:
            print(item in container)
        except TypeError as err:
            print(err)
# expect: unsupported types for : 'int', 'int'
# expect: unsupported types for __contains__: 'int', 'int'
# expect: 'int' object isn't iterable
# expect: unsupported types for : 'int', 'float'
# expect: unsupported types for : 'int', 'complex'
# expect: unsupported types for __contains__: 'int', 'int'
# expect: unsupported types for : 'int', 'int'
# expect: unsupported types for __contains__: 'int', 'int'
# expect: unsupported types for __contains__: 'int', 'int'
# expect: 'int' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'complex' object isn't iterable
# expect: unsupported types for __contains__: 'int', 'int'
# expect: unsupported types for __contains__: 'int', 'int'
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'complex' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: unsupported types for __contains__: 'int', 'float'
# expect: 'int' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'complex' object isn't iterable
# expect: unsupported types for __contains__: 'int', 'float'
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: unsupported types for __contains__: 'int', 'complex'
# expect: 'int' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'complex' object isn't iterable
# expect: unsupported types for __contains__: 'int', 'complex'
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'complex' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
