class A:
    def __new__(cls, *args):
        print("new", args)
        return 5

    def __init__(self, *args):
        print("never")


print(A(1, 2))


class B:
    def __new__(cls):
        return super().__new__(cls)

    def __init__(self):
        print("init")
        self.x = 1


print(B().x)


class C:
    def __init__(self):
        return 5


try:
    C()
except TypeError as e:
    print(e)
# expect: new (1, 2)
# expect: 5
# expect: init
# expect: 1
# expect: __init__() should return None, not 'int'
