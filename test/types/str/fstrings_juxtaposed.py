x = 1
print(f'a{x}' f'b{x}')  # expect: a1b1
