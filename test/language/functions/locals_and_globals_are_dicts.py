print(type(globals()), globals()['__name__'])  # expect: <class 'dict'> __main__
globals()['made'] = 5
print(made)  # expect: 5
print(locals() is globals())  # expect: True
