import sys
print(sys.byteorder, sys.maxsize, sys.implementation.name, sys.implementation.version[:2], sys.version_info[:2], type(sys.path), type(sys.argv))
# expect: little 2147483647 micropython (1, 29) (3, 4) <class 'list'> <class 'list'>
print(sys.modules.__class__ is dict, sys.implementation[0])  # expect: True micropython
