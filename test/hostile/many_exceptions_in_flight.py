def f(n):
    try:
        raise ValueError(n)
    except ValueError as e:
        if n:
            try:
                f(n - 1)
            except ValueError as inner:
                raise KeyError(n)
        raise


try:
    f(15)
except KeyError as e:
    print(repr(e))
total = 0
for i in range(300):
    try:
        [][i]
    except IndexError:
        total += 1
    finally:
        total += 1
print(total)
# expect: KeyError(1,)
# expect: 600
