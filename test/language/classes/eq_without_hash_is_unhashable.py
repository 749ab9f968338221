class K:
    def __eq__(self, o): return True
try:
    {K(): 1}
except TypeError as e:
    print(e)
# expect: unsupported type for __hash__: 'K'
hash(K())  # raises: TypeError: unsupported type for __hash__: 'K'
