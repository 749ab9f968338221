a = [1]
b = a
a += (2, 3)
print(b is a, b)  # expect: True [1, 2, 3]
a *= 2
print(b)  # expect: [1, 2, 3]
t = (1,)
u = t
t += (2,)
print(t, u)  # expect: (1, 2) (1,)
def f(l):
    l += [9]
f(a)
print(b)  # expect: [1, 2, 3]
