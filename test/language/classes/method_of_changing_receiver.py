# One instruction finds the method of whatever object it meets: of native types, modules, classes and instances, in any order.
import math


class Mine:
    def count(self, x):
        return "mine", x


class Static:
    @staticmethod
    def count(x):
        return "static", x


class Dynamic:
    def __getattr__(self, name):
        return lambda x: (name, x)


class Kind(list):
    pass


class Other(list):
    def count(self, x):
        return "other", super().count(x)


def count(holder, x):
    return holder.count(x)


def copy(holder):
    return holder.copy()


def floor(holder, x):
    return holder.floor(x)


holders = [[1, 1], (1, 2), "1", b"1", Mine(), [], Static, [1], Dynamic(), Kind([1]), Other([1, 1]), [1], bytearray(b"11")]
needles = [1, 1, "1", b"1", 1, 1, 1, 1, 1, 1, 1, 1, b"1"]
for _ in range(30):
    answers = [count(holder, needle) for holder, needle in zip(holders, needles)]
    again = [count(holder, needle) for holder, needle in reversed(list(zip(holders, needles)))]
    for _ in range(3):
        assert count([1, 1, 1], 1) == 3 and count((), 1) == 0
print(answers == list(reversed(again)))  # expect: True
for answer in answers:
    print(answer)
# expect: 2
# expect: 1
# expect: 1
# expect: 1
# expect: ('mine', 1)
# expect: 0
# expect: ('static', 1)
# expect: 1
# expect: ('count', 1)
# expect: 1
# expect: ('other', 2)
# expect: 1
# expect: 2
for _ in range(30):
    copies = [copy(holder) for holder in ([1], {2: 3}, {4}, [5])]
    floors = [floor(holder, 1.5) for holder in (math, Dynamic(), math, math)]
print(copies)  # expect: [[1], {2: 3}, {4}, [5]]
print(floors)  # expect: [1, ('floor', 1.5), 1, 1]
