d = {i: i for i in range(5)}
seen = 0
for k in d:
    seen += 1
    d[k + 100 + seen] = 1
    if seen > 50:
        break
print(seen > 0, len(d) >= 5)  # expect: True True
d = {i: i for i in range(5)}
for k in d:
    d.clear()
print(d)  # expect: {}
d = {1: 2}
it = iter(d.items())
del d
print(list(it))  # expect: [(1, 2)]
