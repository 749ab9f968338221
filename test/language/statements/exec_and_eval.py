exec('x = 5; print(x)')  # expect: 5
print(x, eval('x + 1'), eval('2 * 3 '))  # expect: 5 6 6
g = {'a': 1}
exec('b = a + 1', g)
print(g['b'])  # expect: 2
print(eval('a + c', {'a': 1}, {'c': 2}))  # expect: 3
exec('def f():\n  return 7\n')
print(f())  # expect: 7
