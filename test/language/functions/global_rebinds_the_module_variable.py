x = 1
def f():
    global x, y
    x = 2
    y = 3
def g():
    x = 10
    def h():
        global x
        x += 1
        return x
    return x, h()
f()
print(x, y)  # expect: 2 3
print(g(), x)  # expect: (10, 3) 3
