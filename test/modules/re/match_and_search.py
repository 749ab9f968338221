import re
m = re.match(r'(\w+) (\d+)', 'abc 123 x')
print(m.group(0), m.group(1), m.group(2), re.match('b', 'abc'), re.search('b', 'abc').group(0))
# expect: abc 123 abc 123 None b
print(re.search(r'[a-c]+$', 'xxabc').group(0), re.match(r'a.c', 'abc').group(0), re.match(r'(a)|b', 'b').group(1), re.match('(?:ab)+', 'ababc').group(0))
# expect: abc abc None abab
print(re.match(r'\s*([^=]+)=(.*)', '  key=value').group(2), re.match('a*?b', 'aab').group(0), re.match('a??', 'a').group(0) == '')
# expect: value aab True
m.group(5)  # raises: IndexError: 5
