print({3, 1, 2})  # expect: {3, 1, 2}
print({'a', 'b', 'c', 'd'})  # expect: {'a', 'd', 'c', 'b'}
s = set()
for i in (50, 7, 22, 9, 1000, 3):
    s.add(i)
print(s, list(s))  # expect: {3, 7, 50, 9, 22, 1000} [3, 7, 50, 9, 22, 1000]
s.remove(22)
s.add(14)
print(s)  # expect: {3, 7, 50, 9, 14, 1000}
print(set('hello world'))  # expect: {'e', 'l', 'o', 'w', 'd', ' ', 'h', 'r'}
