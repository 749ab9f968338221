def f(d):
    if d == 0:
        raise ValueError('deep')
    try:
        f(d - 1)
    except KeyError:
        print('never')
    except ValueError as e:
        raise ValueError(str(e) + str(d))
try:
    f(6)
except ValueError as e:
    print(e)
# expect: deep123456
