def f():
    return undefined_name
try:
    f()
except NameError as e:
    print(e, e.args)
# expect: name 'undefined_name' isn't defined ("name 'undefined_name' isn't defined",)
undefined  # raises: NameError: name 'undefined' isn't defined
