x_unique = 1
print('x_unique' in dir(), '__name__' in dir(), 'append' in dir([]), 'sin' in dir(__import__('math')))
# expect: True True True True
