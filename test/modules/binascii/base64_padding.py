# differs: the oracle's binascii is a package in Python
import binascii
binascii.a2b_base64(b'abc')  # raises: ValueError: incorrect padding
