class B(bool): pass
print(B(5), B(0), type(B(5)))  # expect: True False <class 'B'>
