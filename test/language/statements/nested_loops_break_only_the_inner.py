out = []
for i in range(4):
    for j in range(4):
        if j == i: break
        if j == 1: continue
        out.append((i, j))
    else:
        out.append('else')
    if i == 3: continue
    out.append(i)
print(out)  # expect: [0, (1, 0), 1, (2, 0), 2, (3, 0), (3, 2)]
