print(len(''), len('é'), len(b'abc'), len([1]), len((1, 2)), len({1: 2}), len({1}), len(range(5)), len(bytearray(3)))
# expect: 0 1 3 1 2 1 1 5 3
for x in (5, None, iter([]), print):
    try:
        len(x)
    except TypeError as e:
        print(e)
# expect: object of type 'int' has no len()
# expect: object of type 'NoneType' has no len()
# expect: object of type 'iterator' has no len()
# expect: object of type 'function' has no len()
