print('a b  c'.split(), ' a b '.split(), ''.split(), ''.split(','), 'a,b,,c'.split(','))
# expect: ['a', 'b', 'c'] ['a', 'b'] [] [''] ['a', 'b', '', 'c']
print('a b c d'.split(None, 2), 'a,b,c'.split(',', 1), 'a--b--c'.split('--'), 'abc'.split('x'))
# expect: ['a', 'b', 'c d'] ['a', 'b,c'] ['a', 'b', 'c'] ['abc']
print('a b c'.rsplit(None, 1) if False else 'a,b,c'.rsplit(',', 1), 'a,b,c'.rsplit(','), 'a,b,c'.rsplit(',', -1))
# expect: ['a,b', 'c'] ['a', 'b', 'c'] ['a', 'b', 'c']
print('a\nb\r\nc\n'.splitlines(), 'a\nb'.splitlines(True))  # expect: ['a', 'b', 'c'] ['a\n', 'b']
'a'.split('')  # raises: ValueError: empty separator
