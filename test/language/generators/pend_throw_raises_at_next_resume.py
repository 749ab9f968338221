def g():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield ('pended', repr(e))
it = g()
print(next(it))  # expect: 1
print(it.pend_throw(ValueError('p')))  # expect: None
print(next(it))  # expect: ('pended', "ValueError('p',)")
