for h in ("x", None, 1.5, 2**70, -(2**70), True):

    class K:
        def __hash__(self):
            return h

    try:
        print(len({K(): 1}))
    except Exception as e:
        print(type(e).__name__)


class U:
    __hash__ = None


try:
    hash(U())
except TypeError as e:
    print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: 1
# expect: 1
# expect: 1
# expect: TypeError
