import binascii
for f in (lambda: binascii.unhexlify('abc'), lambda: binascii.unhexlify('zz'), lambda: binascii.a2b_base64(b'abc')):
    try:
        print(f())
    except ValueError as e:
        print(repr(e))
# expect: ValueError('non-hex digit',)
# expect: ValueError('non-hex digit',)
