print('before')  # expect: before
def f():
    raise KeyError('missing')  # raises: KeyError: missing
f()
print('never')
