print(getattr('a', 'upper')(), hasattr('a', 'upper'), hasattr('a', 'nope'), getattr('a', 'nope', 5))
# expect: A True False 5
getattr('a', 'nope')  # raises: AttributeError: 'str' object has no attribute 'nope'
