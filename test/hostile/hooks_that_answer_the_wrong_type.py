class W:
    def __len__(self):
        return "long"

    def __bool__(self):
        return 5

    def __repr__(self):
        return 7

    def __str__(self):
        return None

    def __contains__(self, x):
        return []

    def __int__(self):
        return "one"

    def __float__(self):
        return "f"

    def __hash__(self):
        return "h"

    def __iter__(self):
        return None

    def __eq__(self, other):
        return "maybe"

    def __enter__(self):
        return 1


w = W()
for f in (lambda: len(w), lambda: bool(w), lambda: repr(w), lambda: str(w), lambda: 1 in w, lambda: int(w), lambda: float(w), lambda: hash(w), lambda: list(w), lambda: w == 1, lambda: [w] == [1], lambda: "%d" % w, lambda: range(w)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
try:
    with w:
        pass
except AttributeError as e:
    print("AttributeError")
# expect: long
# expect: False
# expect: 7
# expect: None
# expect: False
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: maybe
# expect: True
# expect: TypeError
# expect: TypeError
# expect: AttributeError
