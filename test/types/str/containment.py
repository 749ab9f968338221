print('b' in 'abc', 'bc' in 'abc', '' in 'abc', 'x' in 'abc', 'cb' not in 'abc')
# expect: True True True False True
try:
    1 in 'abc'
except TypeError as e:
    print(e)
# expect: can't convert 'int' object to str implicitly
