l = [3, 1, 2]
print(l.sort(), l)  # expect: None [1, 2, 3]
l.sort(reverse=True)
print(l)  # expect: [3, 2, 1]
w = ['bb', 'a', 'ccc']
w.sort(key=len)
print(w, sorted(w, key=lambda s: s[0], reverse=True))
# expect: ['a', 'bb', 'ccc'] ['ccc', 'bb', 'a']
try:
    [1, 'a'].sort()
except TypeError as e:
    print(e)
# expect: unsupported types for __lt__: 'int', 'str'
[1].sort(len)  # raises: TypeError: extra positional arguments given
