l = [0, 1, 2, 3, 4]
l[1:3] = ['a']
print(l)  # expect: [0, 'a', 3, 4]
l[1:1] = [9, 9]
print(l)  # expect: [0, 9, 9, 'a', 3, 4]
l[:] = [1, 2]
print(l)  # expect: [1, 2]
l[5:] = [3]
l[::] = (4, 5, 6)
print(l)  # expect: [4, 5, 6]
l[1:2] = []
print(l)  # expect: [4, 6]
try:
    l[::2] = [1]
except NotImplementedError as e:
    print(e)
# expect:
l[0:1] = 5  # raises: TypeError: object 'int' isn't a tuple or list
