# py/map.c, mp_map_rehash: the items that have not been set in the new table when a key raises are lost.
class Key:
    raising = False

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        if Key.raising and self.number == 7:
            raise ValueError('hash of 7')
        return self.number

    def __eq__(self, other):
        return self.number == other.number

    def __repr__(self):
        return 'Key(%d)' % self.number


def grow(table, add):
    for number in (4, 7, 9, 2):
        add(Key(number))
    print(table)
    Key.raising = True
    try:
        add(Key(20))
    except ValueError as error:
        print(error)
    Key.raising = False
    print(table, len(table))
    add(Key(20))
    print(table, len(table))


d = {}
grow(d, lambda key: d.setdefault(key, key.number))
# expect: {Key(4): 4, Key(9): 9, Key(2): 2, Key(7): 7}
# expect: hash of 7
# expect: {Key(2): 2, Key(9): 9, Key(4): 4} 3
# expect: {Key(2): 2, Key(9): 9, Key(4): 4, Key(20): 20} 4
s = set()
grow(s, s.add)
# expect: {Key(4), Key(9), Key(2), Key(7)}
# expect: hash of 7
# expect: {Key(2), Key(9), Key(4)} 3
# expect: {Key(2), Key(9), Key(4), Key(20)} 4
