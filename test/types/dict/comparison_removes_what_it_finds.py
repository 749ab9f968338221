# py/map.c, mp_map_lookup: the slot is found all the same, and has no value.
class Key:
    table = None

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if Key.table:
            Key.table.popitem()
        return True


def emptied():
    Key.table = {Key(): 'one'}
    return Key.table


print(emptied().get(Key()))  # expect: None
print(Key() in emptied())  # expect: True
try:
    emptied()[Key()]
except TypeError as error:
    print(error)
# expect: 'dict' object isn't subscriptable
table = emptied()
table[Key()] = 'two'
print(table)  # expect: {}
