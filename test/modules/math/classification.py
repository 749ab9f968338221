import math
inf, nan = float('inf'), float('nan')
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1), math.isfinite(inf), math.isnan(1), math.inf == inf, math.tau)
# expect: True True True False False True 6.283185307179586
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.05, rel_tol=0.1), math.isclose(0, 1e-5, abs_tol=1e-4))
# expect: True False True True
print(math.factorial(0), math.factorial(5), math.factorial(25))
# expect: 1 120 15511210043330985984000000
