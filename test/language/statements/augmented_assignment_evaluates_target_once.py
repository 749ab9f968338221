def t(x):
    print('t', x)
    return x
l = [1, 2, 3]
l[t(1)] += t(10)
# expect: t 1
# expect: t 10
print(l)  # expect: [1, 12, 3]
class A:
    n = 0
def obj():
    print('obj')
    return A
obj().n += 5  # expect: obj
print(A.n)  # expect: 5
