def g():
    yield 1
    try:
        it.send(5)
    except ValueError as e:
        print(e)
    try:
        it.throw(KeyError)
    except ValueError as e:
        print(e)
    try:
        it.close()
    except ValueError as e:
        print(e)
    try:
        list(it)
    except ValueError as e:
        print(e)
    yield 2


it = g()
print(list(it))
# expect: generator already executing
# expect: generator already executing
# expect: generator already executing
# expect: generator already executing
# expect: [1, 2]
