# py/map.c, mp_set_rehash: a set that grows looks every item up again in its new table.
class Item:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        print('hash', self.number)
        return self.number

    def __eq__(self, other):
        print('eq', self.number, other.number)
        return self.number == other.number


s = set()
s.add(Item(1))  # expect: hash 1
s.add(Item(5))
# expect: hash 5
# expect: eq 1 5
s.add(Item(3))
# expect: hash 3
# expect: eq 1 3
# expect: eq 5 3
# expect: hash 5
# expect: hash 1
# expect: eq 5 1
print([item.number for item in s])  # expect: [5, 1, 3]
