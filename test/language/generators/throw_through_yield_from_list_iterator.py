def g():
    try:
        yield from [1, 2, 3]
    except KeyError as e:
        print('caught in delegator', repr(e))
        yield 'after'
it = g()
print(next(it))  # expect: 1
print(it.throw(KeyError('k')))
# expect: caught in delegator KeyError('k',)
# expect: after
