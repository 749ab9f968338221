class A:
    __x = 1
    def f(self): return self.__x
print(A().f(), A.__x)  # expect: 1 1
