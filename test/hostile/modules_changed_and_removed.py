import sys
import math

math_pi = math.pi
try:
    setattr(math, "pi", 3)
    print("set")
except AttributeError as e:
    print("AttributeError")
try:
    delattr(math, "sin")
    print("deleted")
except AttributeError as e:
    print("AttributeError")
print(math.pi == math_pi)
sys.modules.clear()
import math

print(math.pi == math_pi)
try:
    sys.path = 5
    import nothing_there
except Exception as e:
    print(type(e).__name__ in ("ImportError", "TypeError"))
sys.path = [""]
try:
    import nothing_there
except ImportError as e:
    print(e)
# expect: AttributeError
# expect: AttributeError
# expect: True
# expect: True
# expect: True
# expect: no module named 'nothing_there'
