def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return step, get

step, get = counter()
step(); step(5)
print(get())  # expect: 6
step2, get2 = counter()
print(step2(), get())  # expect: 1 6
