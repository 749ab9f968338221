for k in ([], {}, set(), bytearray(1), ([],)):
    try:
        {k: 1}
    except TypeError as e:
        print(e)
# expect: unsupported type for __hash__: 'list'
# expect: unsupported type for __hash__: 'dict'
# expect: unsupported type for __hash__: 'set'
# expect: unsupported type for __hash__: 'bytearray'
# expect: unsupported type for __hash__: 'list'
try:
    {1: 2}[[1]]
except TypeError as e:
    print(e)
# expect: unsupported type for __hash__: 'list'
[] in {1: 2}  # raises: TypeError: unsupported type for __hash__: 'list'
