try:
    (1)()
except TypeError as e:
    print(e)
# expect: 'int' object isn't callable
try:
    None()
except TypeError as e:
    print(e)
# expect: 'NoneType' object isn't callable
try:
    'abc'(1)
except TypeError as e:
    print(e)
# expect: 'str' object isn't callable
class A: pass
A()()  # raises: TypeError: 'A' object isn't callable
