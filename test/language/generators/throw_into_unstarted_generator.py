def g():
    print('never')
    yield
it = g()
try:
    it.throw(ValueError('early'))
except ValueError as e:
    print(e)
# expect: early
print(list(it))  # expect: []
