a = b = c = []
a.append(1)
print(b, c is a)  # expect: [1] True
x, y = y0, x0 = 1, 2
print(x, y, y0, x0)  # expect: 1 2 1 2
i = 0
l = [0, 0]
i, l[i] = 1, 5
print(i, l)  # expect: 1 [0, 5]
