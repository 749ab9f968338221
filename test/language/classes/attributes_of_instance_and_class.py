class A:
    x = 1
    def __init__(self, y):
        self.y = y

a = A(2)
print(a.x, a.y, A.x)  # expect: 1 2 1
a.x = 10
print(a.x, A.x)  # expect: 10 1
del a.x
print(a.x)  # expect: 1
A.x = 5
print(a.x)  # expect: 5
A.z = lambda self: self.y * 2
print(a.z())  # expect: 4
