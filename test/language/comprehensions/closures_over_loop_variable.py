fs = [lambda: i for i in range(3)]
print([f() for f in fs])  # expect: [2, 2, 2]
def f(n):
    return [[n + i + j for i in range(2)] for j in range(2)]
print(f(10))  # expect: [[10, 11], [11, 12]]
class A:
    k = 3
    l = [i for i in range(k)]
print(A.l)  # expect: [0, 1, 2]
