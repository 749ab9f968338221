l = [1, 2]
l.extend(l)
print(l)
l += l
print(l)
l[1:3] = l
print(l)
l[:] = l
print(len(l))
m = [0]
try:
    m.extend(m.append(0) or 1 for _ in iter(lambda: len(m) > 20, True))
except TypeError as e:
    print("TypeError")
d = {1: 2}
d.update(d)
print(d)
s = {1, 2}
s.update(s)
s -= s
print(s)
# expect: [1, 2, 1, 2]
# expect: [1, 2, 1, 2, 1, 2, 1, 2]
# expect: [1, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2, 1, 2]
# expect: 14
# expect: TypeError
# expect: {1: 2}
# expect: set()
