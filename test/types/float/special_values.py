inf, nan = float('inf'), float('nan')
print(inf, -inf, nan, inf + 1, inf - inf, inf * 0, -inf < inf)
# expect: inf -inf nan inf nan nan True
print(nan == nan, nan != nan, nan < 1, inf == inf, 1e308 * 10, -1e308 * 10)
# expect: False True False True inf -inf
print(float('Infinity'), float('-inf'), float('NaN'), float('+inf'))  # expect: inf -inf nan inf
