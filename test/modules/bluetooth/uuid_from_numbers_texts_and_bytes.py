# board: pybd-sf6
# differs: the oracle has no bluetooth
# A UUID is made of an int, of its bytes, lowest first, or of text; a text of 2, 4 or 16 characters is taken for bytes.
from bluetooth import UUID

for value in (0x180D, 0, -1, b"\x01\x02", b"\x01\x02\x03\x04", bytes(range(16)), "18", memoryview(b"ab")):
    uuid = UUID(value)
    print(uuid, bytes(uuid))
# expect: UUID(0x180d) b'\r\x18'
# expect: UUID(0x0000) b'\x00\x00'
# expect: UUID(0xffff) b'\xff\xff'
# expect: UUID(0x0201) b'\x01\x02'
# expect: UUID(0x04030201) b'\x01\x02\x03\x04'
# expect: UUID('0f0e0d0c-0b0a-0908-0706-050403020100') b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f'
# expect: UUID(0x3831) b'18'
# expect: UUID(0x6261) b'ab'
print(UUID("6E400001-B5A3-F393-E0A9-E50E24DCCA9E"))
# expect: UUID('6e400001-b5a3-f393-e0a9-e50e24dcca9e')
print(UUID("6e400001b5a3f393e0a9e50e24dcca9e"))
# expect: UUID('6e400001-b5a3-f393-e0a9-e50e24dcca9e')
for value in (65536, 1 << 40, "x" * 32, "6E400001-B5A3-F393-E0A9-E50E24DCCA9E0", "6E400", None, 1.5, True):
    try:
        UUID(value)
    except (OverflowError, TypeError, ValueError) as e:
        print(e)
# expect: invalid UUID
# expect: overflow converting long int to machine word
# expect: invalid char in UUID
# expect: UUID too long
# expect: UUID too short
# expect: object with buffer protocol required
# expect: object with buffer protocol required
# expect: object with buffer protocol required
for make in (lambda: UUID(), lambda: UUID(1, 2), lambda: UUID(value=1)):
    try:
        make()
    except TypeError as e:
        print(e)
# expect: function takes 1 positional arguments but 0 were given
# expect: function takes 1 positional arguments but 2 were given
# expect: function doesn't take keyword arguments
