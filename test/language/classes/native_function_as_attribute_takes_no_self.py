class C:
    size = len
    magnitude = abs


print(C().size([1, 2]), C().magnitude(-3), C.size('abc'))  # expect: 2 3 3


class D(list):
    pass


print(D([3, 1]).count(1))  # expect: 1
