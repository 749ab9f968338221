class D:
    def __get__(self, obj, owner):
        print('get', obj is None, owner.__name__)
        return 42
    def __set__(self, obj, value):
        print('set', value)
    def __delete__(self, obj):
        print('delete')
class A:
    d = D()
a = A()
print(a.d)
# expect: get False A
# expect: 42
a.d = 7  # expect: set 7
del a.d  # expect: delete
print(type(A.d))  # expect: <class 'D'>
