import builtins

true_len = len
builtins.len = lambda x: 42
print(len([1]))  # expect: 42
del builtins.len
try:
    print(len([1]))
except NameError as e:
    print(e)
# expect: 1
builtins.len = true_len
print(len([1]), [x for x in "ab"], isinstance(1, int))  # expect: 1 ['a', 'b'] True
builtins.__dict__
print = print
len = 5
try:
    len([])
except TypeError as e:
    print("TypeError")
# expect: TypeError
del len
print(len("abc"))  # expect: 3
