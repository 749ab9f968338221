l = [1, 2, 3, 4, 5]
out = []
for x in l:
    out.append(x)
    if x == 2: l.remove(1)
    if x == 4: l.append(6)
print(out, l)  # expect: [1, 2, 4, 5, 6] [2, 3, 4, 5, 6]
l = [0]
for x in l:
    if x < 5: l.append(x + 1)
print(l)  # expect: [0, 1, 2, 3, 4, 5]
