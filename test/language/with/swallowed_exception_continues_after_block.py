class S:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def f():
    for i in range(3):
        with S():
            if i == 1: raise ValueError
            print('body', i)
        print('after', i)
    with S() as s, S():
        return [][0]
    return 'end'
print(f())
# expect: body 0
# expect: after 0
# expect: after 1
# expect: body 2
# expect: after 2
# expect: end
