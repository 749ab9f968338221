# Quotients of long numbers that are nearly as long: at, just below and just above each multiple of the divisor.
divisors = (1 << 3647, 1 << 3648, (1 << 3648) - 1, (1 << 4000) + 1, 7**2000, (1 << 7000) - (1 << 3500))
quotients = (1, 2, 3, 9, 255, (1 << 30) - 1, (1 << 40) - 1, 1 << 40, (1 << 40) + 1, (1 << 53) + 1, 3**200)
wrong = 0
for b in divisors:
    for q in quotients:
        for rest in (0, 1, b >> 1, b - 1):
            a = q * b + rest
            wrong += a // b != q or a % b != rest or divmod(a, b) != (q, rest)
            below = q + 1 if rest else q  # Rounded down, also below 0.
            wrong += -a // b != -below or a // -b != -below or -a // -b != q
            wrong += -a % b != below * b - a or a % -b != a - below * b
print(wrong)
# expect: 0
