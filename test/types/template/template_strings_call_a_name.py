# firmware: everything
def __template__(strings, *interpolations):
    return strings, interpolations


print(t"a{1 + 1!r:x}b")  # expect: (('a', 'b'), (2, '1 + 1', 'r', 'x'))
print(t"")  # expect: (('',), ())
