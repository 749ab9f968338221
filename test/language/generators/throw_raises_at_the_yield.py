def g():
    while True:
        try:
            yield 'ready'
        except ValueError as e:
            print('caught', repr(e))
            yield 'handled'
it = g()
print(next(it))  # expect: ready
print(it.throw(ValueError('x')))
# expect: caught ValueError('x',)
# expect: handled
print(next(it))  # expect: ready
print(it.throw(ValueError))
# expect: caught ValueError()
# expect: handled
try:
    it.throw(KeyError, KeyError('k'))
except KeyError as e:
    print(repr(e))
# expect: KeyError('k',)
print(list(it))  # expect: []
