# They are refused before the first one is looked at.
# differs: the oracle's error says more, with the name of the function
import binascii

try:
    binascii.b2a_base64(None, 1, 2)
except TypeError as e:
    print(e)
# expect: extra positional arguments given
