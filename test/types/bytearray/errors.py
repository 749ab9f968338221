a = bytearray(2)
def s(i, v): a[i] = v
for f in (lambda: s(5, 1), lambda: s(0, 256), lambda: s(0, -1), lambda: s(0, 'a'), lambda: a.append('x'), lambda: a.append(256), lambda: bytearray('a'), lambda: hash(a), lambda: s(slice(0, 1), 5)):
    try:
        print(f(), a)
    except (TypeError, ValueError, IndexError, OverflowError, NotImplementedError) as e:
        print(type(e).__name__, e)
# expect: IndexError bytearray index out of range
# expect: None bytearray(b'\x00\x00')
# expect: None bytearray(b'\xff\x00')
# expect: TypeError can't convert str to int
# expect: TypeError can't convert str to int
# expect: None bytearray(b'\xff\x00\x00')
# expect: TypeError string argument without an encoding
# expect: TypeError unsupported type for __hash__: 'bytearray'
# expect: TypeError can't create 'slice' instances
