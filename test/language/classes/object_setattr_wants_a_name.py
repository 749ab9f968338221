class C:
    pass


c = C()
object.__setattr__(c, 'a', 1)
print(c.a)  # expect: 1
try:
    object.__setattr__(c, 5, 5)
except TypeError:
    print('TypeError')
# expect: TypeError
try:
    object.__delattr__(c, 5)
except TypeError:
    print('TypeError')
# expect: TypeError
