def g(a):
    yield a
try:
    g()
except TypeError as e:
    print('at call', type(e))
# expect: at call <class 'TypeError'>
