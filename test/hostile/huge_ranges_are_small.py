r = range(10**9)
print(len(r), r[-1], r[5:10], 10**8 in range(0, 2**30, 10**8))
print(range(2**30)[2**29], len(range(0, -(2**30), -7)))
try:
    print(len(range(2**70)))
except OverflowError as e:
    print("OverflowError")
it = iter(range(2**30))
print(next(it), next(it))
# expect: 1000000000 999999999 range(5, 10) True
# expect: 536870912 153391690
# expect: OverflowError
# expect: 0 1
