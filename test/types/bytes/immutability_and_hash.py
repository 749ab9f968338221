b = b'abc'
try:
    b[0] = 1
except TypeError as e:
    print(e)
# expect: 'bytes' object doesn't support item assignment
print({b'k': 1}[b'k'], hash(b'a') == hash(b'a'), b.fromhex('0a ff') if hasattr(b, 'fromhex') else 'none', b.hex() if hasattr(b, 'hex') else 'none')
# expect: 1 True b'\n\xff' 616263
