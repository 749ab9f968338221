# Native functions are of one type each for 0, 1, 2 and 3 arguments, and of another where the number varies or names are taken.
kinds = [type(globals), type(len), type(divmod), type(setattr), type(print)]
print(kinds)
# expect: [<class 'function'>, <class 'function'>, <class 'function'>, <class 'function'>, <class 'function'>]
print(len(set(kinds)), type(lambda: 0) in kinds)  # expect: 5 False
for f in (abs, hash, isinstance, getattr, max, sorted, [].append.__class__, locals, exec):
    print(kinds.index(type(f)) if type(f) in kinds else None)
# expect: 1
# expect: 1
# expect: 2
# expect: 4
# expect: 4
# expect: 4
# expect: None
# expect: 0
# expect: 4


# The methods of a native type check what they are called on: found there they are of a type of their own.
print(type(list.append) in kinds, type(list.append) is type(str.upper), type([].append) is type("".upper))
# expect: False True True


def generator():
    yield


print(type(generator), type(generator()), type(generator) is type(generator()))
# expect: <class 'generator'> <class 'generator'> False
