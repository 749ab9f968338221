for caught in (1, int, (ValueError, 1), (int,), ()):
    try:
        try:
            1 / 0
        except caught:
            print("caught")
    except Exception as e:
        print(repr(e))
# expect: TypeError("unsupported types for : 'ZeroDivisionError', 'int'",)
# expect: TypeError("unsupported types for : 'ZeroDivisionError', 'type'",)
# expect: TypeError("unsupported types for : 'ZeroDivisionError', 'int'",)
# expect: TypeError("unsupported types for : 'ZeroDivisionError', 'type'",)
# expect: ZeroDivisionError('divide by zero',)
