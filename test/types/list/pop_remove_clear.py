l = [1, 2, 3, 2, 4]
print(l.pop(), l.pop(0), l.pop(-2), l)  # expect: 4 1 3 [2, 2]
l.remove(2)
print(l)  # expect: [2]
try:
    l.remove(99)
except ValueError as e:
    print(repr(e))
# expect: ValueError('object not in sequence',)
l.clear()
try:
    l.pop()
except IndexError as e:
    print(e)
# expect: pop from empty list
[1].pop(5)  # raises: IndexError: list index out of range
