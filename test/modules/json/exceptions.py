import json

class Derived(Exception):
    pass

class Shown(Exception):
    def __repr__(self):
        return 'shown'

# An exception is the list of its arguments.
print(json.dumps(ValueError('x')))  # expect: ["x"]
print(json.dumps({'error': OSError(2, 'file'), KeyError(None): 1}, separators=(',', ':')))
# expect: {"[null]":1,"error":[2,"file"]}
print(json.dumps([StopIteration(), ZeroDivisionError((1, True), {'a': None})]))
# expect: [[], [[1, true], {"a": null}]]
# One of a derived class is its repr.
print(json.dumps([Derived('x', None), Derived(), Shown(1)]))
# expect: [Derived('x', None), Derived(), shown]
