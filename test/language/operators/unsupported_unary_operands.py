for s in ('-"a"', '+[]', '~1.5', '-None', '~"x"', '-{}', 'not []', '+True', 'abs([])', '-object'):
    try:
        print(s, eval(s))
    except TypeError as e:
        print(s, e)
# expect: -"a" unsupported type for __neg__: 'str'
# expect: +[] unsupported type for __pos__: 'list'
# expect: ~1.5 unsupported type for __invert__: 'float'
# expect: -None unsupported type for __neg__: 'NoneType'
# expect: ~"x" unsupported type for __invert__: 'str'
# expect: -{} unsupported type for __neg__: 'dict'
# expect: not [] True
# expect: +True 1
# expect: abs([]) unsupported type for __abs__: 'list'
# expect: -object unsupported type for __neg__: 'type'
