print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', '' < 'a', 'a' == 'a', 'a' != b'a')
# expect: True False True True True True True
print(max('hello'), min('hello'), sorted('hello'), 'z' >= 'a')
# expect: o e ['e', 'h', 'l', 'l', 'o'] True
