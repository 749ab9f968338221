from micropython import RingIO

storage = bytearray(3)
ring = RingIO(storage)
# One byte stays free.
print(ring.write(b"abc"))  # expect: 2
print(storage)  # expect: bytearray(b'ab\x00')
print(ring.read(1), ring.write(b"d"), storage)  # expect: b'a' 1 bytearray(b'abd')

for unfit in (0, -1, 65535, bytearray(1), bytearray(65536)):
    try:
        RingIO(unfit)
        print("made")
    except ValueError as e:
        print("ValueError", e)
# expect: ValueError 
# expect: ValueError 
# expect: ValueError 
# expect: ValueError 
# expect: ValueError 
for unfit in (None, b"read-only", "text", 1.5):
    try:
        RingIO(unfit)
    except TypeError as e:
        print("TypeError", e)
# expect: TypeError can't convert NoneType to int
# expect: TypeError can't convert bytes to int
# expect: TypeError can't convert str to int
# expect: TypeError can't convert float to int
