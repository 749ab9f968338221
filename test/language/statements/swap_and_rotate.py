a, b, c = 1, 2, 3
a, b = b, a
print(a, b)  # expect: 2 1
a, b, c = c, a, b
print(a, b, c)  # expect: 3 2 1
l = [1, 2]
l[0], l[1] = l[1], l[0]
print(l)  # expect: [2, 1]
