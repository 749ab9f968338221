def f(**kw):
    return kw
try:
    f(**{1: 2})
except TypeError as e:
    print(type(e))
# expect: <class 'TypeError'>
try:
    f(**5)
except Exception as e:
    print(type(e), e)
# expect: <class 'AttributeError'> 'int' object has no attribute 'keys'
print(f(**{'a b': 1}))  # expect: {'a b': 1}
