print(int(3.9), int(-3.9), int(0.5), int(1e15), int(-1e15))
# expect: 3 -3 0 1000000000000000 -1000000000000000
print(int(1e20), int(2.0 ** 70))  # expect: 100000000000000000000 1180591620717411303424
for x in (float('inf'), float('nan')):
    try:
        int(x)
    except (OverflowError, ValueError) as e:
        print(type(e), e)
# expect: <class 'OverflowError'> can't convert inf to int
# expect: <class 'ValueError'> can't convert NaN to int
