class A:
    def __new__(cls, *args):
        print('new', cls.__name__, args)
        return super().__new__(cls)
    def __init__(self, *args):
        print('init', args)
a = A(1, 2)
# expect: new A (1, 2)
# expect: init (1, 2)
class B:
    def __new__(cls):
        return 'not an instance'
    def __init__(self):
        print('never')
print(B())  # expect: not an instance
