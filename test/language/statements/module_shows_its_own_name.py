import __main__
import sys

print(repr(sys))  # expect: <module 'sys'>
print(repr(__main__).split()[1].strip("'>"))  # expect: __main__
__name__ = 'renamed'
print(repr(__main__).split()[1].strip("'>"))  # expect: renamed
del __name__
print(repr(__main__).split()[1].strip("'>") == '')  # expect: True
__name__ = 5
try:
    repr(__main__)
except TypeError as e:
    print(e)
# expect: can't convert 'int' object to str implicitly
