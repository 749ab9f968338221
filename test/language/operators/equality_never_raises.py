class A: pass
print(1 == 'a', [] == {}, None == 0, A() == 5, (1,) == [1], 'a' == b'a', 1 != 'a', {} != set(), float('nan') == None, print == len)
# expect: False False False False False False True True False False
