class A:
    def then(self, *args):
        return "then"

    def toString(self):
        return "toString"

    def valueOf(self):
        return 1 / 0

    def toJSON(self):
        raise KeyError

    def constructor(self):
        return "constructor"

    def __proto__(self):
        return "proto"


a = A()
print(a.then(1), a.toString(), a.constructor(), a.__proto__())
# expect: then toString constructor proto
print([a] == [a], {a: 1}[a], bool(a), str(a)[:2], sorted([a], key=id) == [a])
# expect: True 1 True <A True
