x = 1
del x
try:
    x
except NameError as e:
    print(e)
# expect: name 'x' isn't defined
try:
    del x
except Exception as e:
    print(type(e), e)
# expect: <class 'KeyError'> x
def f():
    global y
    del y  # raises: KeyError: y
y = 2
f()
print('y' in globals())  # expect: False
f()
