for o in (1, 1.5, 1j, '', b'', [], (), {}, set(), None, True, len, lambda: 0, int, range(1), (x for x in ()), ValueError(), ...):
    try:
        o.nope
    except AttributeError as e:
        print(e)
# expect: 'int' object has no attribute 'nope'
# expect: 'float' object has no attribute 'nope'
# expect: 'complex' object has no attribute 'nope'
# expect: 'str' object has no attribute 'nope'
# expect: 'bytes' object has no attribute 'nope'
# expect: 'list' object has no attribute 'nope'
# expect: 'tuple' object has no attribute 'nope'
# expect: 'dict' object has no attribute 'nope'
# expect: 'set' object has no attribute 'nope'
# expect: 'NoneType' object has no attribute 'nope'
# expect: 'bool' object has no attribute 'nope'
# expect: 'function' object has no attribute 'nope'
# expect: 'function' object has no attribute 'nope'
# expect: type object 'int' has no attribute 'nope'
# expect: 'range' object has no attribute 'nope'
# expect: 'generator' object has no attribute 'nope'
# expect: 'ValueError' object has no attribute 'nope'
# expect: '' object has no attribute 'nope'
