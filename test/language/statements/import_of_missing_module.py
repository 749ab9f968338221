try:
    import no_such_module
except ImportError as e:
    print(type(e), e)
# expect: <class 'ImportError'> no module named 'no_such_module'
try:
    from math import no_such_name
except ImportError as e:
    print(e)
# expect: can't import name no_such_name
import also.missing  # raises: ImportError: no module named 'also'
