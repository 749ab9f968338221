# differs: the oracle's error texts name the function, the board's do not
class A: pass
try: A().x
except AttributeError as e: print(e)  # expect: 'A' object has no attribute 'x'
try: A.x
except AttributeError as e: print(e)  # expect: type object 'A' has no attribute 'x'
try: (1).x
except AttributeError as e: print(e)  # expect: 'int' object has no attribute 'x'
try: [].push(1)
except AttributeError as e: print(e)  # expect: 'list' object has no attribute 'push'
try: None.x
except AttributeError as e: print(e)  # expect: 'NoneType' object has no attribute 'x'
import math
try: math.nothing
except AttributeError as e: print(e)  # expect: 'module' object has no attribute 'nothing'
