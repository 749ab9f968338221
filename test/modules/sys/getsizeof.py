# firmware: everything
# differs: the oracle's build leaves sys.getsizeof out
import sys
from collections import OrderedDict, deque

print([sys.getsizeof(value) for value in ([], [1], list(range(9)), {}, {1: 2}, {i: i for i in range(20)}, OrderedDict())])
# expect: [32, 32, 80, 16, 24, 200, 16]
print(sys.getsizeof(deque((), 3)))  # expect: 40
grown = []
for i in range(20):
    grown.append(sys.getsizeof(grown))
print(grown)
# expect: [32, 32, 32, 32, 32, 48, 48, 48, 48, 80, 80, 80, 80, 80, 80, 80, 80, 144, 144, 144]


class Empty:
    def __sizeof__(self):
        return 1


class Words(list):
    pass


thing = Empty()
sizes = []
for i in range(14):
    sizes.append(sys.getsizeof(thing))
    setattr(thing, "a%d" % i, i)
print(sizes)  # expect: [16, 32, 32, 48, 48, 64, 64, 80, 80, 96, 96, 112, 112, 152]
print(sys.getsizeof(Words("abc")))  # expect: 20
for value in (1.5, "text", b"text", (1, 2), {1}, None, print, Empty, range(3), bytearray(3)):
    try:
        sys.getsizeof(value)
    except TypeError as error:
        print(error)
# expect: unsupported type for __sizeof__: 'float'
# expect: unsupported type for __sizeof__: 'str'
# expect: unsupported type for __sizeof__: 'bytes'
# expect: unsupported type for __sizeof__: 'tuple'
# expect: unsupported type for __sizeof__: 'set'
# expect: unsupported type for __sizeof__: 'NoneType'
# expect: unsupported type for __sizeof__: 'function'
# expect: unsupported type for __sizeof__: 'type'
# expect: unsupported type for __sizeof__: 'range'
# expect: unsupported type for __sizeof__: 'bytearray'
# Small ints take the question for another operator.
print(sys.getsizeof(1), sys.getsizeof(-5))  # expect: -2 4
