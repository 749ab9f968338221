s = 'hello'
print(s.startswith('he'), s.startswith('lo', 3), s.endswith('lo'), s.endswith(''), s.startswith(''), s.startswith('hello!'))
# expect: True True True True True False
print(s.endswith(('x', 'o')) if False else '')  # expect:
try:
    print(s.startswith(('x', 'he')))
except TypeError as e:
    print(e)
# expect: True
