print(round(2.5), round(3.5), round(-2.5), round(0.5), round(1.5), round(2.4), round(2.6))
# expect: 2 4 -2 0 2 2 3
print(round(1.2345, 2), round(1.005, 2), round(1234.5, -2), round(-1.55, 1), type(round(2.5)), type(round(2.5, 0)))
# expect: 1.23 1.0 1200.0 -1.6 <class 'int'> <class 'float'>
try:
    round(float('nan'))
except ValueError as e:
    print(e)
# expect: can't convert NaN to int
try:
    round(float('inf'))
except OverflowError as e:
    print(e)
# expect: can't convert inf to int
