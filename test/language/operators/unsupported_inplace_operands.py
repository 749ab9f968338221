class A: pass
x = A()
for op in ('+=', '-=', '*=', '//=', '<<=', '&='):
    try:
        exec('x ' + op + ' 1')
    except TypeError as e:
        print(op, e)
# expect: += unsupported types for __add__: 'A', 'int'
# expect: -= unsupported types for __sub__: 'A', 'int'
# expect: *= unsupported types for __mul__: 'A', 'int'
# expect: //= unsupported types for __floordiv__: 'A', 'int'
# expect: <<= unsupported types for __lshift__: 'A', 'int'
# expect: &= unsupported types for __and__: 'A', 'int'
