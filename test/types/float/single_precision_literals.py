# board: pybv11
# differs: the board computes in single precision
# A literal is what float() makes of its text, and arithmetic on literals is that of variables.
print(8311005.186908865 == float('8311005.186908865'), 44.97840700754686 == float('44.97840700754686'))
print(44.97840700754686j == complex('44.97840700754686j'), 16777217.5, 123456789.0)
a, b = 1888977.9, 6.8
print(a % b == 1888977.9 % 6.8, a // b == 1888977.9 // 6.8, 1888977.9 % 6.8, 32.7 % 1.1)
n = 123456789
print(n / 7 == 123456789 / 7, n * 1.1 == 123456789 * 1.1, 2 ** 30 + 65 + 0.0, 123456789123456789 * 1.0)
# expect: True True
# expect: True 16777218.0 123456790.0
# expect: True True 5.947016 0.8000001
# expect: True True 1073742000.0 1.2345679e+17
