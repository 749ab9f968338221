def g():
    yield
it = g()
print(type(it), it is iter(it), hasattr(it, 'send'), hasattr(it, 'throw'), hasattr(it, 'close'))
# expect: <class 'generator'> True True True True
print(type(x for x in ()))  # expect: <class 'generator'>
len(it)  # raises: TypeError: object of type 'generator' has no len()
