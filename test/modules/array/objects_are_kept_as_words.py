# Typecode O keeps the words by which the firmware knows objects: of a small int, None and the bools they are no addresses.
from array import array

print(bytes(array("O", [None, False, True, 5, -1])))
# expect: b'\x06\x00\x00\x00\x0e\x00\x00\x00\x1e\x00\x00\x00\x0b\x00\x00\x00\xff\xff\xff\xff'
print(array("O", [None, False, True, 5, -1, "text", 2.5]))  # expect: array('O', [None, False, True, 5, -1, 'text', 2.5])
