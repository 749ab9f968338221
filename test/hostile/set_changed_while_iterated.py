s = {1, 2, 3}
n = 0
for x in s:
    s.add(x + 10)
    n += 1
    if n > 20:
        break
print(n > 0)
s = {1, 2, 3}
for x in s:
    s.clear()
print(s)
# expect: True
# expect: set()
