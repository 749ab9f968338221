a = []
b = a
print(a is b, id(a) == id(b), [] is [], type(id(a)), None is None, id(None) == id(None))
# expect: True True False <class 'int'> True True
