def f(a, b):
    pass

print(f.__name__)  # expect: f
print((lambda: 0).__name__)  # expect: <lambda>
try:
    f.x = 1
except AttributeError as e:
    print(e)
# expect: 'function' object has no attribute 'x'
try:
    f.nothing
except AttributeError as e:
    print(e)
# expect: 'function' object has no attribute 'nothing'
print(f.__globals__ is globals())  # expect: True
