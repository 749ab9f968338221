s = 'hello world'
print(s.find('o'), s.rfind('o'), s.find('x'), s.find('o', 5), s.find('o', 5, 7), s.find(''), s.rfind('', 0, 3), s.find('', 20))
# expect: 4 7 -1 7 -1 0 3 11
print(s.index('w'), s.rindex('l'), s.count('l'), s.count('o', 5), 'aaaa'.count('aa'), 'abc'.count(''))
# expect: 6 9 3 1 2 4
s.index('zz')  # raises: ValueError: substring not found
