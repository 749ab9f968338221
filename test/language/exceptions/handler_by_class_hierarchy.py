for exc in (ZeroDivisionError, KeyError, IndexError, OSError, ValueError):
    try:
        raise exc('x')
    except ArithmeticError:
        print('arithmetic')
    except LookupError as e:
        print('lookup', type(e))
    except (OSError, TypeError):
        print('os or type')
    except Exception:
        print('other')
# expect: arithmetic
# expect: lookup <class 'KeyError'>
# expect: lookup <class 'IndexError'>
# expect: os or type
# expect: other
