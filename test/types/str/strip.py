print(repr('  a b \t\n'.strip()), repr('  a '.lstrip()), repr('  a '.rstrip()))
# expect: 'a b' 'a ' '  a'
print('xxaxx'.strip('x'), 'xyaxy'.lstrip('yx'), 'abc'.rstrip('cb'), repr('xx'.strip('x')), repr(''.strip()))
# expect: a axy a '' ''
