x = 5
import __main__
print(__main__.x, __name__)  # expect: 5 __main__
__main__.y = 7
print(y)  # expect: 7
