e = 'before'
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
# expect: divide by zero
print('e' in globals())  # expect: False
def f():
    try:
        [][0]
    except IndexError as x:
        pass
    return x  # raises: NameError: local variable referenced before assignment
f()
