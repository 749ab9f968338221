print(1 << 40, 1 << 40 >> 38, -1 << 33, -7 >> 1, -8 >> 1, 7 >> 10)
# expect: 1099511627776 4 -8589934592 -4 -4 0
print((1 << 100) >> 99, (3 << 100) >> 101, 0 << 1000)  # expect: 2 1 0
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: (1 << 70) << -1):
    try:
        f()
    except ValueError as e:
        print(e)
# expect: negative shift count
# expect: negative shift count
# expect: negative shift count
