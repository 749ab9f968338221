from array import array
a = array('B', [1, 2])
def s(i, v): a[i] = v
for f in (lambda: array('z'), lambda: a[5], lambda: s(0, 256), lambda: s(0, -1), lambda: s(0, 'x'), lambda: array('B', ['a']), lambda: array(), lambda: array('H', [70000]), lambda: hash(a), lambda: a.append(1.5), lambda: a.pop()):
    try:
        print(f(), a)
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: ValueError bad typecode
# expect: IndexError array index out of range
# expect: None array('B', [0, 2])
# expect: None array('B', [255, 2])
# expect: TypeError can't convert str to int
# expect: TypeError can't convert str to int
# expect: TypeError function missing 1 required positional arguments
# expect: array('H', [4464]) array('B', [255, 2])
# expect: TypeError unsupported type for __hash__: 'array'
# expect: TypeError can't convert float to int
# expect: AttributeError 'array' object has no attribute 'pop'
