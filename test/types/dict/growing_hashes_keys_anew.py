# py/map.c, mp_map_rehash: a dict that grows looks every key up again in its new table.
class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        print('hash', self.number)
        return self.number

    def __eq__(self, other):
        print('eq', self.number, other.number)
        return self.number == other.number


d = {}
d[Key(1)] = 'a'  # expect: hash 1
d[Key(5)] = 'b'
# expect: hash 5
# expect: eq 1 5
d[Key(3)] = 'c'
# expect: hash 3
# expect: eq 1 3
# expect: eq 5 3
# expect: hash 5
# expect: hash 1
# expect: eq 5 1
print([key.number for key in d])  # expect: [5, 1, 3]
d[Key(7)] = 'd'
# expect: hash 7
# expect: eq 3 7
d[Key(9)] = 'e'
# expect: hash 9
# expect: eq 5 9
# expect: eq 1 9
# expect: eq 3 9
# expect: eq 7 9
# expect: hash 7
# expect: hash 5
# expect: hash 1
# expect: eq 7 1
# expect: hash 3
# expect: eq 3 9
print([key.number for key in d])  # expect: [7, 1, 3, 9, 5]
