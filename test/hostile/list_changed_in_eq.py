# oracle crashes: it reads freed memory
class E:
    def __eq__(self, other):
        l.clear()
        return False


l = [E(), E(), E()]
print(5 in l, l)
l = [E(), 2, 3]
print(l.count(2), l)
l = [E(), E()]
try:
    l.remove(7)
except ValueError as e:
    print("ValueError", l)
l = [E(), E()]
try:
    l.index(7)
except ValueError as e:
    print("ValueError", l)
l = [E(), 1]
print(l == [3, 4], l)
# expect: False []
# expect: 0 []
# expect: ValueError []
# expect: ValueError []
# expect: False []
