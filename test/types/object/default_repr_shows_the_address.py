class A:
    pass


a = A()
print(repr(a) == "<A object at %x>" % id(a), str(a) == repr(a))  # expect: True True
f = lambda: 1
print(repr(f) == "<function <lambda> at 0x%x>" % id(f))  # expect: True
