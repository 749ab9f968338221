for o in (1, 'a', [], None, print, len):
    try:
        o.x = 1
    except AttributeError as e:
        print(e)
# expect: 'int' object has no attribute 'x'
# expect: 'str' object has no attribute 'x'
# expect: 'list' object has no attribute 'x'
# expect: 'NoneType' object has no attribute 'x'
# expect: 'function' object has no attribute 'x'
# expect: 'function' object has no attribute 'x'
