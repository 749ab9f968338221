x = 1
del x
try:
    x
except NameError as e:
    print(e)
# expect: name 'x' isn't defined
try:
    del x  # raises: KeyError: x
except NameError as e:
    print(e)
def f():
    global y
    del y
y = 2
f()
print('y' in globals())
f()
