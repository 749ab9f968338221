name = 'v' * 200
exec(name + ' = 5')
print(eval(name), len(eval('"' + 'x' * 5000 + '"')))  # expect: 5 5000
