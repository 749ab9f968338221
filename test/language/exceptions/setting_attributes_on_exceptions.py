class E(Exception): pass
e = E('m')
e.extra = 5
print(e.extra)  # expect: 5
v = ValueError('m')
try:
    v.extra = 5
except AttributeError as x:
    print(x)
# expect: 'ValueError' object has no attribute 'extra'
