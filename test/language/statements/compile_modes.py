c = compile('y = 3\nprint(y)', 'name', 'exec')
exec(c)  # expect: 3
exec(c)  # expect: 3
e = compile('y * 2', 'name', 'eval')
print(eval(e))  # expect: 6
s = compile('y + 1', 'name', 'single')
exec(s)  # expect: 4
try:
    compile('1', 'name', 'bad')
except ValueError as e:
    print(e)
# expect: bad compile mode
