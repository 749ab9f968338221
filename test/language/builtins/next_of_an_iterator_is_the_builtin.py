# Whatever is iterated over natively has `__next__`, which is `next` with the iterator given: it takes a default.
import io


def count():
    yield 1


for iterator in (iter([1]), iter("1"), zip([1]), count(), io.StringIO("1"), {1: 2}.items().__iter__() if hasattr({}.items(), "__iter__") else iter({1: 2}.items())):
    print(iterator.__next__(0), iterator.__next__(0))
    try:
        iterator.__next__()
    except StopIteration:
        print("end")
# expect: 1 0
# expect: end
# expect: 1 0
# expect: end
# expect: (1,) 0
# expect: end
# expect: 1 0
# expect: end
# expect: 1 0
# expect: end
# expect: (1, 2) 0
# expect: end
try:
    count().__next__(1, 2)
except TypeError as error:
    print(error)
# expect: function expected at most 2 arguments, got 3
