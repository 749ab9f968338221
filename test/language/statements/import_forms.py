import math
import math as m, sys as s
from math import pi, e as euler
from collections import (namedtuple,
                         OrderedDict as OD,)
print(m is math, s.__name__, int(pi), int(euler), OD.__name__)  # expect: True sys 3 2 OrderedDict
