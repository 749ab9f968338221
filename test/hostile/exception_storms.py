def f(n):
    try:
        raise ValueError(n)
    except ValueError as e:
        try:
            raise KeyError(e.args[0])
        finally:
            pass
total = 0
for i in range(200):
    try:
        f(i)
    except KeyError as e:
        total += e.args[0]
print(total)  # expect: 19900
