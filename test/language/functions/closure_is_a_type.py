def outer(n):
    def inner():
        return n

    def numbers():
        yield n

    return inner, numbers


inner, numbers = outer(1)
print(inner, numbers, type(inner), type(numbers), type(outer), type(numbers()))
print(inner.__name__, numbers.__name__, inner(), list(numbers()))
try:
    inner.foo
except AttributeError as e:
    print(e)
# expect: <closure> <closure> <class 'closure'> <class 'closure'> <class 'function'> <class 'generator'>
# expect: inner numbers 1 [1]
# expect: 'closure' object has no attribute 'foo'
# differs: the oracle shows what a closure holds
