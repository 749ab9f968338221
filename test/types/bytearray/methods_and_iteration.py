a = bytearray(b'hello')
print(list(a), a.decode(), a.find(b'l') if hasattr(a, 'find') else 'no find', a == b'hello', 104 in a, bytes(a))  # raises: NotImplementedError
a.extend([1, 2])
print(a, bytearray(3), bytearray([1, 2]), bytearray('é', 'utf-8'))
try:
    print(a * 2)
except TypeError as e:
    print(e)
try:
    a.upper()
except AttributeError as e:
    print(e)
