class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value

class Seven:
    def __int__(self):
        return 7

for value in 3, True, 2**70 + 5, Seven(), 'a', 1.5, None:
    try:
        print(hash(Key(value)))
    except TypeError as err:
        print(err)
# expect: 3
# expect: 1
# expect: 5
# expect: 7
# expect: can't convert str to int
# expect: can't convert float to int
# expect: can't convert NoneType to int
try:
    print({Key('a'): 1})
except TypeError as err:
    print(err)
# expect: can't convert str to int
