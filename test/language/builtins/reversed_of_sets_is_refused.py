try:
    print(list(reversed({1})))
except TypeError as e:
    print(e)
# expect: 'set' object isn't subscriptable
try:
    print(list(reversed({1: 2})))  # raises: KeyError: 0
except TypeError as e:
    print(e)
list(reversed(5))
