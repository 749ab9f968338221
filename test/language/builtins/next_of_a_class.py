# What has an attribute __next__ is an iterator; a class too, if it needs no instance.
class NeedsSelf:
    def __next__(self):
        return 1

try:
    next(NeedsSelf)
except TypeError as e:
    print(str(e).split()[1:])
# expect: ['takes', '1', 'positional', 'arguments', 'but', '0', 'were', 'given']

class Count:
    n = 0

    @staticmethod
    def __next__():
        Count.n += 1
        if Count.n > 2:
            Count.n = 0
            raise StopIteration('end')
        return Count.n

class Counts:
    def __iter__(self):
        return Count

print(next(Count), next(Count), next(Count, 'default'))  # expect: 1 2 default
next(Count), next(Count)
try:
    next(Count)
except StopIteration as e:
    print(e.value)
# expect: end
print(list(Counts()), 2 in Counts())  # expect: [1, 2] True
Count.n = 0
for i in Counts():
    print(i)
# expect: 1
# expect: 2

def delegate():
    print((yield from Counts()))

print(list(delegate()))
# expect: end
# expect: [1, 2]

for what in (object, type, type(iter([]))):
    try:
        next(what)
    except TypeError as e:
        print(e)
# expect: 'type' object isn't an iterator
# expect: 'type' object isn't an iterator
# expect: 'type' object isn't an iterator
try:
    iter(Count)
except TypeError as e:
    print(e)
# expect: 'type' object isn't iterable
