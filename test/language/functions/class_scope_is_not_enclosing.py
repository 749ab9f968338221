x = 'global'
class A:
    x = 'class'
    def m(self):
        return x
    y = [x for _ in range(1)]
print(A().m(), A.y, A.x)  # expect: global ['global'] class
def f():
    x = 'function'
    class B:
        z = x
        def m(self):
            return x
    return B.z, B().m()
print(f())  # expect: ('function', 'function')
