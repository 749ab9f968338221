l = []
print(l.append(1), l)  # expect: None [1]
l.extend((2, 3))
l.extend('ab')
l.extend(x for x in [5])
l.insert(0, 'first')
l.insert(100, 'last')
l.insert(-1, 'before last')
print(l)  # expect: ['first', 1, 2, 3, 'a', 'b', 5, 'before last', 'last']
try:
    l.extend(5)
except TypeError as e:
    print(e)
# expect: 'int' object isn't iterable
