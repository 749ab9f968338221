# A PYBv1.1 has what TLS brings along where its firmware is built with it.
# board: pybv11
# firmware: everything
# differs: the oracle has no cryptolib
import cryptolib, hashlib

cipher = cryptolib.aes(bytes(16), 1)
print(cipher.encrypt(bytes(16)).hex())  # expect: 66e94bd4ef8a2c3b884cfa59ca342b2e
print(hashlib.md5(b'abc').digest().hex())  # expect: 900150983cd24fb0d6963f7d28e17f72
