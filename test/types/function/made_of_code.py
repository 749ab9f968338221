# firmware: everything
# A function's code makes others of it, with globals of their own.
function = type(lambda: 0)


def read():
    return where


def greet(name, mark):
    return prefix + name + mark


def numbers(n):
    for i in range(n):
        yield i + offset


print(read.__code__, type(read.__code__), type(function(read.__code__, {})) is function)
# expect: <code> <class 'code'> True
print(function(read.__code__, {"where": 1})(), function(read.__code__, {"where": 2})())
# expect: 1 2
# It has no defaults.
copy = function(greet.__code__, {"prefix": "hello "})
print(copy("you", mark="?"), copy.__name__, copy.__globals__)
# expect: hello you? greet {'prefix': 'hello '}
try:
    copy("you")
except TypeError as error:
    print(error)
# expect: greet() takes 2 positional arguments but 1 were given
print(list(function(numbers.__code__, {"range": range, "offset": 5})(3)))  # expect: [5, 6, 7]
print(function((lambda: (lambda: where)).__code__, {"where": "inside"})()())  # expect: inside


class Thing:
    def method(self):
        return where


print(function(Thing().method.__code__, {"where": "method"})(None))  # expect: method
# Code that is run takes no arguments.
where = "here"
print(eval(read.__code__), eval(read.__code__, {"where": "there"}))  # expect: here there
try:
    exec(greet.__code__)
except TypeError as error:
    print(error)
# expect: greet() takes 2 positional arguments but 0 were given
for args in ((), (read.__code__,), (None, {}), (read.__code__, None), (read.__code__, {}, 1)):
    try:
        function(*args)
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
print("__code__" in dir(read), hasattr(print, "__code__"))  # expect: True False


def warm(n):
    made = function(read.__code__, {"where": 3})
    total = 0
    for i in range(n):
        total += made()
    return total


print(warm(500))  # expect: 1500
