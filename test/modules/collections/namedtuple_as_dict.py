# firmware: everything
# differs: the oracle's build leaves namedtuple._asdict out
from collections import namedtuple

Point = namedtuple("Point", ("y", "x"))
point = Point(1, x=[2])
print(point._asdict(), type(point._asdict()))
# expect: OrderedDict({'y': 1, 'x': [2]}) <class 'OrderedDict'>
method = point._asdict
print(method()["x"] is point.x, "_asdict" in dir(point), hasattr(Point, "_asdict"))
# expect: True True False
try:
    point._asdict(1)
except TypeError:
    print("TypeError")
# expect: TypeError
try:
    point._asdict = 1
except AttributeError as error:
    print(error)
# expect: can't set attribute
