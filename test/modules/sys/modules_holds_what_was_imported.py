import sys
import collections
sys.modules['made_up'] = 5
import made_up
print(made_up)  # expect: 5
del sys.modules['made_up']
import made_up  # raises: ImportError: no module named 'made_up'
