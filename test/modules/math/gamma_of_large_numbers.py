import math

print(['%.12e' % math.gamma(x) for x in (171, 168, 167, 30, 1)])
# expect: ['7.257415615308e+306', '1.503616514865e+300', '9.003691705778e+297', '8.841761993740e+30', '1.000000000000e+00']
for x in 172, 200.5:
    try:
        print(math.gamma(x))
    except ValueError as err:
        print(err)
# expect: math domain error
# expect: math domain error
