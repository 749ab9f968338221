# firmware: everything
# differs: the oracle's build hashes the whole part alone
values = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.25, 1e-300, 123456.789, -7.0, 2.0**30, 2.0**31, -(2.0**40), 1e100, float("inf"), float("-inf"))
for value in values:
    print(value, hash(value))
# expect: 0.0 0
# expect: -0.0 0
# expect: 1.0 1
# expect: -1.0 -1
# expect: 0.5 0
# expect: -0.5 0
# expect: 1.5 1
# expect: 2.25 2
# expect: 1e-300 -1023872167
# expect: 123456.789 532649097
# expect: -7.0 -7
# expect: 1073741824.0 -1073741824
# expect: 2147483648.0 0
# expect: -1099511627776.0 0
# expect: 1e+100 630506365
# expect: inf 0
# expect: -inf 0
print(hash(float("nan")), hash(1.5 + 2.5j), hash(12345.0) == hash(12345))
# expect: 0 3 True
print({0.5: 1, 1.5: 2, 2.5: 3, 3.5: 4, 0.25: 5})
# expect: {0.5: 1, 1.5: 2, 2.5: 3, 3.5: 4, 0.25: 5}
