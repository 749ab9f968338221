class C:
    n = 0

    def __lt__(self, other):
        C.n += 1
        return C.n % 3 == 0


l = [C() for _ in range(30)]
l.sort()
print(len(l), C.n < 1000)
l.sort(key=lambda c: c, reverse=True)
print(len(set(map(id, l))))


class Always:
    def __lt__(self, other):
        return True


print(len(sorted([Always() for _ in range(30)])))
try:
    sorted([3, "a", 1])
except TypeError as e:
    print(e)
# expect: 30 True
# expect: 30
# expect: 30
# expect: unsupported types for __lt__: 'int', 'str'
