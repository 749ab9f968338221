from micropython import RingIO

ring = RingIO(4)
print(ring, ring.any())  # expect: <RingIO> 0
print(ring.write(b"abcdef"))  # expect: 4
print(ring.any())  # expect: 4
print(ring.write(b"x"))  # expect: 0
print(ring.read(3))  # expect: b'abc'
print(ring.write(b"ghi"))  # expect: 3
print(ring.read())  # expect: b'dghi'
print(ring.read(), ring.read(2))  # expect: b'' b''

ring.write(b"a\nb")
print(ring.readline(), ring.readline())  # expect: b'a\n' b'b'

target = bytearray(3)
ring.write(b"12")
print(ring.readinto(target), target)  # expect: 2 bytearray(b'12\x00')
print(ring.close())  # expect: None
