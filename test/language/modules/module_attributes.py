import math, sys
print(math.__name__, type(math), hasattr(math, 'pi'), 'math' in sys.modules or 'builtin')
try:
    math.x = 1
except AttributeError as e:
    print(e)
try:  # syntax error: can't delete expression
    del math.pi
except AttributeError as e:
    print(e)
