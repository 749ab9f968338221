# Only a dict itself gives values by name; one that remembers its order is a single value.
from collections import OrderedDict

print("%(a)s" % {"a": 1})  # expect: 1
print("none" % {"a": 1})  # expect: none
print("%s" % OrderedDict(a=1))  # expect: OrderedDict({'a': 1})
try:
    print("none" % OrderedDict(a=1))
except TypeError as error:
    print(error)
# expect: format string didn't convert all arguments
