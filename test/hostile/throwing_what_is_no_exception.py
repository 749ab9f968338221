def g():
    yield 1
    yield 2


for thing in (5, "x", None, int, [], object(), type):
    it = g()
    next(it)
    try:
        it.throw(thing)
        print("no error")
    except BaseException as e:
        print(type(e).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
