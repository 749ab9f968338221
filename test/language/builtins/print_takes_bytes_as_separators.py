# `sep` and `end` are str or bytes.
print(1, 2, sep=b'x', end=b'\xe2\x82\xac\n')  # expect: 1x2€
for wrong in (bytearray(b'x'), None, 1):
    try:
        print(1, 2, sep=wrong)
    except TypeError as e:
        print(e)
# expect: can't convert 'bytearray' object to str implicitly
# expect: can't convert 'NoneType' object to str implicitly
# expect: can't convert 'int' object to str implicitly
