import re

pattern = re.compile('a')
print(re.match(pattern, 'ab').group(0))  # expect: a
try:
    re.compile(pattern)
except TypeError as e:
    print(e)
# expect: can't convert 're' object to str implicitly
