b = bytearray(b'abc')
out = []
for x in b:
    out.append(x)
    if len(b) < 6: b.append(x)
print(out, b)  # expect: [97, 98, 99, 97, 98, 99] bytearray(b'abcabc')
