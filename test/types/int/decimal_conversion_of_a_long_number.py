n = 7 ** 700
s = str(n)
print(len(s), s[:20], s[-20:])  # expect: 592 37036335534589881919 38537700094096420001
print(int(s) == n, sum(map(int, s)))  # expect: True 2644
