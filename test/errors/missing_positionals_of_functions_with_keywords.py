import json
import math


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


attempt(lambda: json.dumps())  # expect: function missing 1 required positional arguments
attempt(lambda: json.dump(1))  # expect: function missing 1 required positional arguments
attempt(lambda: math.isclose(1))  # expect: function missing 1 required positional arguments
attempt(lambda: sorted())  # expect: function missing 1 required positional arguments
attempt(lambda: max())  # expect: function missing 1 required positional arguments
attempt(lambda: max(key=len))  # expect: function missing 1 required positional arguments
attempt(lambda: math.isclose(1, 1, foo=1))  # expect: extra keyword arguments given
attempt(lambda: "a".split("a", 1, 2))  # expect: function expected at most 3 arguments, got 4
attempt(lambda: (1).to_bytes())  # expect: b'\x01'
attempt(lambda: enumerate())  # expect: 'iterable' argument required
attempt(lambda: [].sort(1))  # expect: extra positional arguments given
attempt(lambda: __import__())  # expect: function missing 1 required positional arguments
attempt(lambda: print(1, foo=1))  # expect: extra keyword arguments given
