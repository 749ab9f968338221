def f(*a):
    return a
def gen():
    yield 1
    yield 2
print(f(*gen()))  # expect: (1, 2)
print(f(*'ab', *{'k': 1}, *b'\x01'))  # expect: ('a', 'b', 'k', 1)
print(f(*map(str, [1, 2])))  # expect: ('1', '2')
try:
    f(*5)
except TypeError as e:
    print(e)
# expect: 'int' object isn't iterable
