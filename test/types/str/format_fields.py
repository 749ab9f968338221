print('{} {}'.format(1, 'a'), '{1} {0}'.format('a', 'b'), '{x} {y}'.format(x=1, y=2), '{{}}'.format(), '{0}{0}'.format('z'))
# expect: 1 a b a 1 2 {} zz
print('{!r} {!s}'.format('a', 'b'), '{0[1]} {1.real}'.format([1, 2], 5) if False else '')
# expect: 'a' b 
print('{:{}}|{:>{w}}'.format('a', 5, 'b', w=4))  # expect: a    |   b
