l = list(range(10))
del l[2:4]
print(l)  # expect: [0, 1, 4, 5, 6, 7, 8, 9]
del l[-2:]
print(l)  # expect: [0, 1, 4, 5, 6, 7]
try:
    del l[::2]
except NotImplementedError as e:
    print(e)
# expect:
del l[:]
print(l)  # expect: []
