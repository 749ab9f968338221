class A: pass
print(type(A()), type(A), type(type))  # expect: <class 'A'> <class 'type'> <class 'type'>
print(type(1), type(''), type(None), type([]), type(print), type(lambda: 0))
# expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'list'> <class 'function'> <class 'function'>
print(type(A()) is A, type(1) == int)  # expect: True True
print(type(A().__init__) if hasattr(A(), '__init__') else 'no init')  # expect: no init
