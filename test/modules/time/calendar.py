import time
t = time.gmtime(86400)
print(t[1:6], len(t), time.mktime((2000, 1, 1, 0, 0, 0, 0, 0)) - time.mktime((1999, 12, 31, 0, 0, 0, 0, 0)))
# expect: (1, 2, 0, 0, 0) 8 86400
for y in (1970, 2000, 2024, 2026):
    s = time.mktime((y, 3, 1, 12, 30, 45, 0, 0))
    print(time.localtime(s))
# expect: (1970, 3, 1, 12, 30, 45, 6, 60)
# expect: (2000, 3, 1, 12, 30, 45, 2, 61)
# expect: (2024, 3, 1, 12, 30, 45, 4, 61)
# expect: (2026, 3, 1, 12, 30, 45, 6, 60)
