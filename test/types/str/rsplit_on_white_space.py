try:
    print('a b c'.rsplit(None, 1))
except NotImplementedError as e:
    print(e)
# expect: rsplit(None,n)
print('a b c'.rsplit())  # expect: ['a', 'b', 'c']
