def f():
    loc = {}
    exec('q = 1', globals(), loc)
    return loc
print(f(), 'q' in globals())  # expect: {'q': 1} False
def g():
    exec('r = 2')
g()
print('r' in globals())  # expect: True
