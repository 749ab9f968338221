b = bytearray(b"abcdef")
b[-1:] = b
print(b)  # expect: bytearray(b'abcdeabcdef')
b[1:3] = b
print(b)  # expect: bytearray(b'aabcdeabcdefdeabcdef')
b[:] = b
print(len(b))  # expect: 20
b[2:2] = memoryview(bytes(b))[:3]
print(b)  # expect: bytearray(b'aaaabbcdeabcdefdeabcdef')
b += b
print(len(b))  # expect: 46
b.extend(b)
print(len(b))  # expect: 92
