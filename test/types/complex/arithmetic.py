a, b = 1 + 2j, 3 - 1j
print(a + b, a - b, a * b, a / b, -a, +a, a ** 2, a == 1 + 2j, a != b)
# expect: (4+1j) (-2+3j) (5+5j) (0.09999999999999998+0.7j) (-1-2j) (1+2j) (-3+4.000000000000002j) True True
print(a + 1, 2 * a, a - 1.5, 1j * 1j, abs(3 + 4j), a.real, a.imag)
# expect: (2+2j) (2+4j) (-0.5+2j) (-1+0j) 5.0 1.0 2.0
