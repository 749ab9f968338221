for f in (str.upper, list.append, dict.get, bytes.decode, set.add, int.to_bytes, bytearray.extend):
    for args in ((), (5,), (None, 1), ("x",), ([], 1), ({}, 1)):
        try:
            f(*args)
            print(".", end="")
        except (TypeError, AttributeError, ValueError, KeyError):
            print("!", end="")
    print()
# expect: !!!.!!
# expect: !!!!.!
# expect: !!!!!.
# expect: !!!!!!
# expect: !!!!!!
# expect: !.!!!!
# expect: !!!!!!
