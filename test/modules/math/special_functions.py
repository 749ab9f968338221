import math
print('%.10f %.10f %.10f %.8f %.10f' % (math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10), math.gamma(0.5)))
# expect: 0.5204998778 0.4795001222 24.0000000000 12.80182748 1.7724538509
