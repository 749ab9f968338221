import io
import os
import select
import sys

# What a module does not hold itself is in the firmware's order, too.
print(dir(select.poll()))
# expect: ['__class__', '__next__', 'ipoll', 'modify', 'poll', 'register', 'unregister']
# Native iterators have __next__, but their types have not.
print(hasattr(io.StringIO(), '__next__'), hasattr(io.StringIO, '__next__'), '__next__' in dir(io.BytesIO))
# expect: True False False
# A tuple with attributes is of a type of its own, without methods, and equals no other tuple.
print('count' in dir(sys.implementation), hasattr(sys.implementation, 'count'))
# expect: False False
print(sys.implementation == tuple(sys.implementation), tuple(sys.implementation) == sys.implementation)
# expect: False False
print(sys.implementation == sys.implementation, isinstance(sys.implementation, tuple))
# expect: True False
