def inner():
    try:
        yield 1
    except ValueError as e:
        print('inner caught', e)
        yield 'recovered'
    finally:
        print('inner finally')
def outer():
    yield from inner()
    print('outer goes on')
    yield 'end'
it = outer()
next(it)
print(it.throw(ValueError('v')))
# expect: inner caught v
# expect: recovered
print(next(it))
# expect: inner finally
# expect: outer goes on
# expect: end
it = outer()
next(it)
it.close()  # expect: inner finally
