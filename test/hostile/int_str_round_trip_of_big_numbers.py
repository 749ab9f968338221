for n in (10 ** 50, -2 ** 200, 3 ** 333, 2 ** 31, -2 ** 63):
    print(int(str(n)) == n, int(hex(n), 16) == n, int(bin(n), 2) == n, n // 7 * 7 + n % 7 == n)
# expect: True True True True
# expect: True True True True
# expect: True True True True
# expect: True True True True
# expect: True True True True
