for f in (lambda: 1j < 2j, lambda: int(1j), lambda: float(1j), lambda: 1j // 2, lambda: 1j % 2, lambda: complex('x'), lambda: 1j / 0):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e), e)
# expect: <class 'TypeError'> unsupported types for __lt__: 'complex', 'complex'
# expect: <class 'TypeError'> can't convert complex to int
# expect: <class 'TypeError'> can't convert complex to float
# expect: <class 'TypeError'> can't truncate-divide a complex number
# expect: <class 'TypeError'> unsupported types for __mod__: 'complex', 'int'
# expect: <class 'ValueError'> invalid syntax for number
# expect: <class 'ZeroDivisionError'> complex divide by zero
