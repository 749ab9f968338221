import micropython

done = []


def bad(arg):
    done.append(arg)
    raise ValueError(arg)


def again(arg):
    done.append(arg)
    if arg:
        micropython.schedule(again, arg - 1)


micropython.schedule(again, 5)
for _ in range(50):
    pass
print(done)
try:
    for i in range(100):
        micropython.schedule(done.append, i)
    print("no error")
except RuntimeError as e:
    print(e)
# expect: [5, 4, 3, 2, 1, 0]
# expect: no error
