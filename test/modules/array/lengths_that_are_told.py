# What tells its length makes an array of that length.
from array import array


class Told:
    def __len__(self):
        return 4

    def __iter__(self):
        return iter((1, 2, 3, 4))


print(array("h", Told()), bytearray(Told()))
# expect: array('h', [1, 2, 3, 4]) bytearray(b'\x01\x02\x03\x04')
print(len(array("b", range(100))), list(array("I", {5: 6, 7: 8})), array("d", ()))
# expect: 100 [7, 5] array('d')


class Less(Told):
    def __iter__(self):
        return iter((1, 2))


print(len(array("h", Less())), len(bytearray(Less())), list(array("h", Less()))[:2])
# expect: 4 4 [1, 2]
