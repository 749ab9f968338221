from collections import namedtuple
P = namedtuple('P', ('x', 'y'))
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), P.__name__, isinstance(p, tuple))
# expect: P(x=1, y=2) 1 2 True 2 P True
x, y = p
print(x, y, p + (3,), hash(p) == hash((1, 2)), namedtuple('Q', 'a b')(1, 2), namedtuple('R', ['only'])(5))
# expect: 1 2 (1, 2, 3) True Q(a=1, b=2) R(only=5)
try:
    p.x = 5
except AttributeError as e:
    print(e)
# expect: can't set attribute
p.z  # raises: AttributeError: 'P' object has no attribute 'z'
