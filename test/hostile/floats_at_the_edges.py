inf, nan = float("inf"), float("nan")
for f in (lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: 1.0 // 0, lambda: inf % 1, lambda: 0.0 ** -1, lambda: ((-8.0) ** 0.5).imag, lambda: 10.0 ** 400, lambda: int(1e300) % 10, lambda: inf - inf, lambda: inf // 1, lambda: divmod(5.0, 0.0), lambda: "%.3e" % round(1e300, 5), lambda: round(2.5, -400), lambda: "%d" % nan, lambda: float("1" * 400), lambda: float("1e999999999"), lambda: chr(1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
# expect: OverflowError
# expect: ValueError
# expect: OverflowError
# expect: ZeroDivisionError
# expect: nan
# expect: ZeroDivisionError
# expect: 2.82842712474619
# expect: inf
# expect: 0
# expect: nan
# expect: nan
# expect: ZeroDivisionError
# expect: 1.000e+300
# expect: nan
# expect: ValueError
# expect: inf
# expect: inf
# expect: TypeError
d = {nan: 1}
print(nan in [nan], d.get(nan), nan == nan, min(nan, 1), sorted([3, 1, 2.5, -inf, inf]))
# expect: False 1 False nan [-inf, 1, 2.5, 3, inf]
