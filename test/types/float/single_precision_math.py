# board: pybv11
# differs: the board computes in single precision
import math
print(math.pi, math.e, math.sqrt(2), math.sin(1), math.exp(1), math.log(10), math.pow(2, 0.5))
# expect: 3.1415928 2.7182818 1.4142135 0.84147096 2.7182818 2.3025852 1.4142135
print(math.floor(1e9), math.modf(2.5), math.frexp(10.0), math.atan2(1, 2))
# expect: 1000000000 (0.5, 2.0) (0.625, 4) 0.4636476
