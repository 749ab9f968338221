import math
print(math.sqrt(16), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7), math.fabs(-3), math.fmod(-7, 3), math.copysign(1, -0.0))
# expect: 4.0 -3 -2 -2 3.0 -1.0 -1.0
print(math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, -1))
# expect: 0.0 1.0 0.0 1.5707963267948966 0.0 0.7853981633974483 2.356194490192345
print(math.exp(1), math.log(math.e), math.log(8, 2), math.pow(2, 0.25), math.log2(8), math.log10(1000))
# expect: 2.718281828459045 1.0 3.0 1.189207115002721 3.0 3.0
print(math.modf(-2.5), math.frexp(8), math.ldexp(0.5, 4), math.degrees(math.pi), math.radians(180))
# expect: (-0.5, -2.0) (0.5, 4) 8.0 180.0 3.141592653589793
for f, x in ((math.sinh, 1), (math.cosh, 1), (math.tanh, 0.5), (math.asinh, 1), (math.acosh, 2), (math.atanh, 0.5), (math.expm1, 1e-5)):
    print('%.12f' % f(x))
# expect: 1.175201193644
# expect: 1.543080634815
# expect: 0.462117157260
# expect: 0.881373587020
# expect: 1.316957896925
# expect: 0.549306144334
# expect: 0.000010000050
