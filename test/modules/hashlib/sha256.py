import hashlib, binascii
h = hashlib.sha256(b'abc')
h.update(b'def')
print(binascii.hexlify(h.digest()))
# expect: b'bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721'
print(binascii.hexlify(hashlib.sha256().digest()))
# expect: b'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
