class Float(float):
    pass

class Int(int):
    pass

class Bytes(bytes):
    pass

class Str(str):
    pass

class List(list):
    pass

class Own(bytes):
    def __len__(self):
        return 7

def attempt(f):
    try:
        print(f())
    except TypeError as err:
        print('TypeError', err)

# len() knows bytes by itself, and asks other types: bytes' classes have none.
attempt(lambda: len(Bytes(b'abc')))  # expect: TypeError object of type 'Bytes' has no len()
attempt(lambda: len(Own(b'abc')))  # expect: 7
attempt(lambda: len(Str('abc')))  # expect: 3
attempt(lambda: len(List([1, 2])))  # expect: 2
attempt(lambda: len(Float(2.5)))  # expect: TypeError unsupported type for __len__: 'float'
# The firmware takes an operator that it does not expect of a small int for the inversion.
attempt(lambda: len(Int(3)))  # expect: -4
attempt(lambda: len(Int(10 ** 20)))  # expect: TypeError unsupported type for __len__: 'int'
attempt(lambda: bool(Int(0)))  # expect: False
attempt(lambda: bool(Float(0)))  # expect: False
attempt(lambda: bool(Bytes(b'')))  # expect: True
attempt(lambda: bool(Own(b'')))  # expect: True
attempt(lambda: bool(Str('')))  # expect: False
attempt(lambda: bool(List()))  # expect: False
