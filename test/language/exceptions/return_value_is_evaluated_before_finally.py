def f():
    x = 1
    try:
        return x
    finally:
        x = 2
def g():
    l = [1]
    try:
        return l
    finally:
        l.append(2)
print(f(), g())  # expect: 1 [1, 2]
