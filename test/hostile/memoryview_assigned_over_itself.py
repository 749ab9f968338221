b = bytearray(b"abcdefgh")
m = memoryview(b)
m[1:5] = m[0:4]
print(b)
m[0:4] = m[1:5]
print(b)
try:
    m[0:2] = m
except ValueError as e:
    print("ValueError")
# expect: bytearray(b'aabcdfgh')
# expect: bytearray(b'abcddfgh')
# expect: ValueError
