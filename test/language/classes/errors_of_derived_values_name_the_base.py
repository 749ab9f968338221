class Float(float):
    pass

class Int(int):
    pass

class Bytes(bytes):
    pass

class Str(str):
    pass

class Tuple(tuple):
    pass

class List(list):
    pass

class Dict(dict):
    pass

class ByteArray(bytearray):
    pass

def attempt(f):
    try:
        print(f())
    except (TypeError, MemoryError) as err:
        print(type(err).__name__, err)

# A type that answers operators is asked, and complains under its own name; bytes answers none with one operand.
for value in Float(2.5), Bytes(b'a'), Str('a'), Tuple((1,)), List([1]), Dict(), ByteArray(b'a'):
    attempt(lambda: ~value)
    attempt(lambda: -value if not isinstance(value, float) else 0)
    attempt(lambda: abs(value))
# expect: TypeError unsupported type for __invert__: 'float'
# expect: 0
# expect: 2.5
# expect: TypeError unsupported type for __invert__: 'Bytes'
# expect: TypeError unsupported type for __neg__: 'Bytes'
# expect: TypeError unsupported type for __abs__: 'Bytes'
# expect: TypeError unsupported type for __invert__: 'str'
# expect: TypeError unsupported type for __neg__: 'str'
# expect: TypeError unsupported type for __abs__: 'str'
# expect: TypeError unsupported type for __invert__: 'tuple'
# expect: TypeError unsupported type for __neg__: 'tuple'
# expect: TypeError unsupported type for __abs__: 'tuple'
# expect: TypeError unsupported type for __invert__: 'list'
# expect: TypeError unsupported type for __neg__: 'list'
# expect: TypeError unsupported type for __abs__: 'list'
# expect: TypeError unsupported type for __invert__: 'dict'
# expect: TypeError unsupported type for __neg__: 'dict'
# expect: TypeError unsupported type for __abs__: 'dict'
# expect: TypeError unsupported type for __invert__: 'bytearray'
# expect: TypeError unsupported type for __neg__: 'bytearray'
# expect: TypeError unsupported type for __abs__: 'bytearray'
for value in Float(2.5), Int(3):
    attempt(lambda: 1 in value)
    attempt(lambda: 'a' in value)
    attempt(lambda: list(value))
# expect: TypeError 'float' object isn't iterable
# expect: TypeError 'float' object isn't iterable
# expect: TypeError 'Float' object isn't iterable
# expect: TypeError unsupported types for __contains__: 'int', 'int'
# expect: TypeError 'int' object isn't iterable
# expect: TypeError 'Int' object isn't iterable
for value in List(), Dict(), ByteArray():
    attempt(lambda: hash(value))
# expect: TypeError unsupported type for __hash__: 'list'
# expect: TypeError unsupported type for __hash__: 'dict'
# expect: TypeError unsupported type for __hash__: 'bytearray'
attempt(lambda: hash(Tuple(([],))))  # expect: TypeError unsupported type for __hash__: 'list'
# A length is asked for before items are.
attempt(lambda: bytes(Float(2.5)))  # expect: TypeError unsupported type for __len__: 'float'
attempt(lambda: bytearray(Float(2.5)))  # expect: TypeError unsupported type for __len__: 'float'
attempt(lambda: bytes(Int(3)))
# expect: MemoryError memory allocation failed, allocating 4294967292 bytes
attempt(lambda: bytearray(Int(3)))
# expect: MemoryError memory allocation failed, allocating 4294967292 bytes

class Sized:
    def __len__(self):
        print('asked')
        return 2
    def __iter__(self):
        return iter((1, 2))

attempt(lambda: bytes(Sized()))
# expect: asked
# expect: b'\x01\x02'
attempt(lambda: bytearray(Sized()))
# expect: asked
# expect: bytearray(b'\x01\x02')
# A type that has items, even if these cannot be set, complains under its own name.

def set_and_delete(value):
    try:
        value[0] = 1
    except TypeError as err:
        print(err)
    try:
        del value[0]
    except TypeError as err:
        print(err)

for value in Bytes(b'a'), Str('a'), Tuple((1,)), Int(3), ByteArray(b'a'):
    set_and_delete(value)
# expect: 'bytes' object doesn't support item assignment
# expect: 'bytes' object doesn't support item deletion
# expect: 'str' object doesn't support item assignment
# expect: 'str' object doesn't support item deletion
# expect: 'tuple' object doesn't support item assignment
# expect: 'tuple' object doesn't support item deletion
# expect: 'Int' object doesn't support item assignment
# expect: 'Int' object doesn't support item deletion
# expect: 'bytearray' object doesn't support item deletion
