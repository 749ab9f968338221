import cryptolib
from binascii import hexlify, unhexlify

# The examples of FIPS 197, appendices B and C, and of NIST SP 800-38A, F.2.
key = bytes(range(16))
plain = unhexlify("00112233445566778899aabbccddeeff")
print(hexlify(cryptolib.aes(key, 1).encrypt(plain)))
print(hexlify(cryptolib.aes(bytes(range(32)), 1).encrypt(plain)))
print(hexlify(cryptolib.aes(key, 1).decrypt(unhexlify("69c4e0d86a7b0430d8cdb78070b4c55a"))))
key = unhexlify("2b7e151628aed2a6abf7158809cf4f3c")
print(hexlify(cryptolib.aes(key, 1).encrypt(unhexlify("3243f6a8885a308d313198a2e0370734"))))
text = unhexlify("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
cipher = cryptolib.aes(key, 2, bytes(range(16)))
first = cipher.encrypt(text[:16])
print(hexlify(first), hexlify(cipher.encrypt(text[16:])))
both = bytearray(32)
print(cryptolib.aes(key, 2, bytes(range(16))).encrypt(text, both) is both)
decipher = cryptolib.aes(key, 2, bytes(range(16)))
decipher.decrypt(both, both)
print(both == text)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: cryptolib.aes(key, 6, key))
attempt(lambda: cryptolib.aes(key[1:], 1))
attempt(lambda: cryptolib.aes(key, 2))
attempt(lambda: cryptolib.aes(key, 1, b"short"))
attempt(lambda: cryptolib.aes(key, 1).encrypt(b"123"))
attempt(lambda: cryptolib.aes(key, 1).encrypt(key, bytearray(8)))
attempt(lambda: decipher.encrypt(key))
# expect: b'69c4e0d86a7b0430d8cdb78070b4c55a'
# expect: b'8ea2b7ca516745bfeafc49904b496089'
# expect: b'00112233445566778899aabbccddeeff'
# expect: b'3925841d02dc09fbdc118597196a0b32'
# expect: b'7649abac8119b246cee98e9b12e9197d' b'5086cb9b507219ee95db113a917678b2'
# expect: True
# expect: True
# expect: ValueError('mode',)
# expect: ValueError('key',)
# expect: ValueError('IV',)
# expect: ValueError('IV',)
# expect: ValueError('blksize % 16',)
# expect: ValueError('output too small',)
# expect: ValueError("can't encrypt & decrypt",)
# differs: the oracle lacks the module
