import math
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.log(2, 1), lambda: math.factorial(-1), lambda: math.sqrt('a'), lambda: math.floor(float('inf')), lambda: math.ceil(float('nan')), lambda: math.pow(-1, 0.5), lambda: math.exp(1000)):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ZeroDivisionError divide by zero
# expect: ValueError negative factorial
# expect: TypeError can't convert str to float
# expect: OverflowError can't convert inf to int
# expect: ValueError can't convert NaN to int
# expect: ValueError math domain error
# expect: ValueError math domain error
