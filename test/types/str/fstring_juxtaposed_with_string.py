x = 1
print(f'a{x}' 'b{x}')  # raises: KeyError: x
print('b{x}' f'a{x}')
