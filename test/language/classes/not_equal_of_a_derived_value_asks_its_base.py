# Without __ne__ a class that derives from a native type is compared by that: its __eq__ is for == alone.
class Dict(dict):
    def __eq__(self, other):
        print('asked')
        return 'answer'

class List(list):
    def __eq__(self, other):
        print('asked')
        return False

class Plain:
    def __eq__(self, other):
        print('asked')
        return ''

print(Dict() == Dict())
# expect: asked
# expect: answer
print(Dict() != Dict(), Dict(a=1) != Dict())  # expect: False True
print(Dict() != {}, {} != Dict(), {} == Dict())
# expect: asked
# expect: False False answer
print(List() == [], List() != [], [] != List([1]), List([1]) != List([1]))
# expect: asked
# expect: False False True False
print(Plain() == 1, Plain() != 1, 1 != Plain(), Plain() != Plain())
# expect: asked
# expect: asked
# expect: asked
# expect: asked
# expect:  True True True
