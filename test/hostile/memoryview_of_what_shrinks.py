b = bytearray(range(10))
m = memoryview(b)
try:
    b[2:8] = b""
    b.extend(b"xyz")
except Exception as e:
    print(type(e).__name__)
print(len(m))
m2 = memoryview(bytearray(4))[1:3]
m2[0] = 255
print(bytes(m2), m2[-1])
for f in (lambda: m2[5], lambda: m2.__setitem__(0, 256), lambda: memoryview(1), lambda: memoryview(b"ab").__setitem__(0, 1), lambda: m2[::2]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
# expect: 10
# expect: b'\xff\x00' 0
# expect: IndexError
# expect: AttributeError
# expect: TypeError
# expect: AttributeError
# expect: NotImplementedError
