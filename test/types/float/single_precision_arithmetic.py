# board: pybv11
# differs: the board computes in single precision
x = 0.0
for i in range(10):
    x += 0.1
print(x, x == 1.0, 16777216.0 + 1, 1e38 * 10, 2 ** 0.5, 1.1 * 1.1)
print(10 ** 20 / 3, int(1e10), int(16777217.0), float(2 ** 31 - 1), 2147483647 / 1)
print(round(2.675, 2), '%.10f' % 0.1, '{:.3e}'.format(123456.789))
# expect: 1.0000001 False 16777216.0 inf 1.4142135 1.21
# expect: 3.3333334e+19 10000000000 16777216 2147483600.0 2147483600.0
# expect: 2.68 0.1000000000 1.235e+05
