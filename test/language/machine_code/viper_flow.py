# Loops, conditions, handlers and with, on words and on objects.
# differs: the oracle has no machine code


@micropython.viper
def loops(n: int) -> int:
    total = 0
    for i in range(n):
        if i == 2:
            continue
        for j in range(i, 0, -1):
            if j == 3:
                break
            total += j
        else:
            total += 100
    while total > 250:
        total -= 7
    else:
        total += 1
    return total


print(loops(0), loops(3), loops(6))


@micropython.viper
def conditions(a: int, b) -> int:
    if a > 1 and b or not a == 3:
        return 1
    if 0 < a < 10:
        return 2
    x = a or 5
    y = a and 7
    return x + y + (1 if b else 2)


print(conditions(2, 1), conditions(3, None), conditions(0, 0))


@micropython.viper
def handled(a: int, log) -> int:
    try:
        for x in (1, 2, 3):
            if a == 1:
                return 10
            if a == 2:
                break
            if a == 3:
                raise ValueError(a)
            a += x  # raises: ViperTypeError: can't do binary op between 'int' and 'object'
        else:
            log.append("end")
    except (ValueError, TypeError):
        log.append("caught")
    finally:
        log.append("finally")
    return a


for a in range(5):
    log = []
    print(handled(a, log), log)


class Manager:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind)
        return True


@micropython.viper
def managed(a: int) -> int:
    with Manager() as m:
        if a:
            return a
        raise ValueError
    return 99


print(managed(5), managed(0))
