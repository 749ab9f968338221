x = 1
def f(a=x, b=lambda: x):
    return a, b()
x = 2
print(f())  # expect: (1, 2)
class A:
    y = 3
    def m(self, z=y):
        return z
print(A().m())  # expect: 3
