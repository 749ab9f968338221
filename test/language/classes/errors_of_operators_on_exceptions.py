# An instance hands operators to its native value where that has any; exceptions have none.
class Failure(Exception): pass
class Items(list): pass
for left, right in (Failure(1), Failure(2)), (1, Failure(2)), (Items(), Items()), (1, Items()), (Failure(1), Items()):
    try:
        print(left | right)
    except TypeError as err:
        print(err)
# expect: unsupported types for __or__: 'Failure', 'Failure'
# expect: unsupported types for __or__: 'int', 'Failure'
# expect: unsupported types for __or__: 'list', 'list'
# expect: unsupported types for __or__: 'int', 'list'
# expect: unsupported types for __or__: 'Failure', 'list'
