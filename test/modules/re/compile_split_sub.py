import re
r = re.compile(r'[,;]\s*')
print(r.split('a, b;c'), r.split('a,b,c', 1), re.sub('a', 'b', 'banana'), re.sub('(a)(n)', r'\2\1', 'banana'), re.sub('a', lambda m: m.group(0).upper(), 'banana', 2))
# expect: ['a', 'b', 'c'] ['a', 'b,c'] bbnbnb bnanaa bAnAna
print(re.compile('^a').search('ba'), re.compile('a$').search('ba').group(0), re.match(b'a(b)', b'abc').group(1))
# expect: None a b'b'
print(re.sub('(x)', r'<\g<1>>', 'axb'))  # expect: a<x>b
