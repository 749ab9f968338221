# py/map.c, mp_map_rehash: while a dict grows, its keys' methods find only the items that are in its new table.
class Key:
    watched = None

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        if Key.watched is not None:
            print(self.number, len(Key.watched), Key.watched)
        return self.number

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        return 'Key(%d)' % self.number


d = {Key(1): 'a', Key(2): 'b', 'x': 'c', 5: 'd'}
Key.watched = d
d[Key(9)] = 'e'
# expect: 9 4 {5: 'd', Key(1): 'a', Key(2): 'b', 'x': 'c'}
# expect: 1 1 {5: 'd'}
# expect: 2 2 {Key(1): 'a', 5: 'd'}
Key.watched = None
print(d)  # expect: {Key(1): 'a', Key(2): 'b', 'x': 'c', Key(9): 'e', 5: 'd'}


# What they add stays.
class Adding(Key):
    def __hash__(self):
        if Key.watched is not None:
            table = Key.watched
            Key.watched = None
            for i in range(8):
                table[100 + i] = i
        return self.number


d = {Adding(i): i for i in range(4)}
Key.watched = d
d[Adding(9)] = 9
print(len(d), d)
# expect: 13 {Key(0): 0, Key(1): 1, Key(2): 2, Key(3): 3, 102: 2, 103: 3, 104: 4, 105: 5, 106: 6, 107: 7, Key(9): 9, 100: 0, 101: 1}


# What they make equal becomes one.
class Merging(Key):
    alike = False

    def __hash__(self):
        return 3 if Merging.alike else self.number

    def __eq__(self, other):
        return Merging.alike


d = {Merging(number): number for number in (4, 7, 9, 2)}
Merging.alike = True
d[Merging(20)] = 20
print(d, len(d))  # expect: {Key(4): 4, Key(9): 9, Key(2): 2, Key(7): 20} 4
