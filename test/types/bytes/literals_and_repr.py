print(b'abc', b'\x00\xff\n\t\\\'', b"'", rb'\n', b'a' b'b', bytes([65, 10, 200]), b'')
# expect: b'abc' b"\x00\xff\n\t\\'" b"'" b'\\n' b'ab' b'A\n\xc8' b''
print(list(b'\x01\x80'), b'abc'[0], b'abc'[-1:], b'abc'[1:2], len(b'\u00e9'))
# expect: [1, 128] 97 b'c' b'b' 6
