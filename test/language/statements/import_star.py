from math import *
print(floor(pi), 'sqrt' in globals())  # expect: 3 True
print('__name__' in globals(), __name__)  # expect: True __main__
