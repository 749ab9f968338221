import binascii
for f in (lambda: binascii.unhexlify('abc'), lambda: binascii.unhexlify('zz')):
    try:
        print(f())
    except ValueError as e:
        print(repr(e))
# expect: ValueError('non-hex digit',)
# expect: ValueError('non-hex digit',)
