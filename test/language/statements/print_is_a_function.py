print('a', 'b', sep='-', end='!\n')
print()
print(1, 2.5, None, True, [1], 'x', sep='|')
print('no newline', end='')
print(' continued')
print(*[1, 2, 3], sep=', ')
print('a\nb')
# expect: a-b!
# expect:
# expect: 1|2.5|None|True|[1]|x
# expect: no newline continued
# expect: 1, 2, 3
# expect: a
# expect: b
