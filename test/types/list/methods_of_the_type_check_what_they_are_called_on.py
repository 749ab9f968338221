# differs: the oracle says which type it should be
for method, value in (list.append, (1,)), (dict.items, 'abc'), (str.isupper, 2):
    try:
        method(value)
    except TypeError as err:
        print(err)
# expect: argument has wrong type
# expect: argument has wrong type
# expect: argument has wrong type
