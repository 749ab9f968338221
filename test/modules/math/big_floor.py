import math
print(math.floor(1e20), math.ceil(-1e20), math.trunc(2.0 ** 80), math.floor(5), math.ceil(10 ** 20) == 10 ** 20)
# expect: 100000000000000000000 -100000000000000000000 1208925819614629174706176 5 True
