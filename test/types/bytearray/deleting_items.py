a = bytearray(b'abcdef')
try:
    del a[0]
    print(a)
except TypeError as e:
    print(e)
# expect: 'bytearray' object doesn't support item deletion
try:
    del a[1:3]
    print(a)
except TypeError as e:
    print(e)
# expect: 'bytearray' object doesn't support item deletion
