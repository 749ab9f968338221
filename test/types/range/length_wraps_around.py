# Lengths are counted in machine ints: where these do not reach, a range passes for empty, but can be walked along.
from sys import maxsize

print(len(range(-maxsize, maxsize)), len(range(-maxsize, maxsize, maxsize)))  # expect: 0 0
print(bool(range(-maxsize, maxsize)), bool(range(maxsize)), len(range(maxsize)) == maxsize)
# expect: False True True
print(list(range(-maxsize, maxsize, maxsize)) == [-maxsize, 0])  # expect: True
print(len(range(10, 0, -3)), len(range(0, 10, -1)), len(range(0, -maxsize, -maxsize)))
# expect: 4 0 0
try:
    range(-maxsize, maxsize)[5]
except IndexError as e:
    print(e)
# expect: range index out of range
