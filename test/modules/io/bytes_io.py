import io
b = io.BytesIO(b'abcdef')
print(b.read(2), b.tell(), b.seek(-1, 2), b.read(), b.seek(0), b.readline())
# expect: b'ab' 2 5 b'f' 0 b'abcdef'
b.seek(3)
b.write(b'XYZ1')
print(b.getvalue(), b.seek(1, 1))  # expect: b'abcXYZ1' 8
buf = bytearray(3)
b.seek(0)
print(b.readinto(buf), buf)  # expect: 3 bytearray(b'abc')
b = io.BytesIO()
b.seek(3)
b.write(b'a')
print(b.getvalue())  # expect: b'\x00\x00\x00a'
