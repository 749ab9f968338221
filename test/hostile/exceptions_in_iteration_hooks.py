class E(Exception):
    pass


class BadIter:
    def __iter__(self):
        raise E("iter")


class BadNext:
    def __iter__(self):
        return self

    def __next__(self):
        raise E("next")


class NotIter:
    def __iter__(self):
        return 5


class BadItem:
    def __getitem__(self, i):
        if i > 1:
            raise E("item")
        return i


for bad in (BadIter(), BadNext(), NotIter(), BadItem()):
    for use in (list, tuple, set, sum, max, sorted, "".join, bytes, dict, lambda b: [x for x in b], lambda b: 5 in b, lambda b: print(*b), any, lambda b: list(zip(b)), lambda b: list(map(id, b)), lambda b: [].extend(b)):
        try:
            use(bad)
            print(".", end=" ")
        except Exception as e:
            print(e if isinstance(e, E) else type(e).__name__, end=" ")
    print()
# expect: iter iter iter iter iter iter iter iter iter iter iter iter iter iter iter iter 
# expect: next next next next next next next next next next next next next next next next 
# expect: TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError TypeError 
# expect: item item item item item item item item TypeError item item item . item item item 
