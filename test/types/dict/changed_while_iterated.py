d = {i: i for i in range(5)}
out = []
for k in d:
    out.append(k)
    d[k] = 'changed'
print(sorted(out), d[0])  # expect: [0, 1, 2, 3, 4] changed
for k in list(d):
    del d[k]
print(d)  # expect: {}
