# What __int__ answers must be an int, even where the object is a text.
class A:
    def __int__(self):
        return 2.5

class S(str):
    def __int__(self):
        return "7"

for value in A(), S("5"):
    try:
        print(int(value))
    except TypeError as err:
        print(repr(err))
# expect: TypeError()
# expect: TypeError()
try:
    print([1, 2][A()])
except TypeError as err:
    print("index")
# expect: index
