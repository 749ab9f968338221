print(1, 2, sep='', end='|\n')  # expect: 12|
print('a', sep='ignored')  # expect: a
print([1], (2,), {'x': None})  # expect: [1] (2,) {'x': None}
import io
s = io.StringIO()
print('to stream', file=s)
print(repr(s.getvalue()))  # expect: 'to stream\n'
try:
    print(1, bad=2)
except TypeError as e:
    print(e)
# expect: extra keyword arguments given
