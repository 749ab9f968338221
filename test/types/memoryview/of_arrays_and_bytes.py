import array
m = memoryview(array.array('H', [1, 2, 300]))
print(len(m), m[2], m.itemsize, list(m[1:]))  # expect: 3 300 2 [2, 300]
m[0] = 7
print(list(m))  # expect: [7, 2, 300]
b = memoryview(b'abc')
print(b[0], bytes(b))  # expect: 97 b'abc'
try:
    b[0] = 1
except TypeError as e:
    print(e)
# expect: 'memoryview' object doesn't support item assignment
