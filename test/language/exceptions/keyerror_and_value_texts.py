print(KeyError('a'), repr(KeyError('a')), str(KeyError(1)), str(KeyError((1, 2))))
# expect: a KeyError('a',) 1 (1, 2)
print(ValueError('a', 'b'), str(ValueError(('t',))), str(ValueError(None)))
# expect: ('a', 'b') ('t',) None
print(IndexError('x') == IndexError('x'))  # expect: False
