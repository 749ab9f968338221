import micropython
for level in 7, -7, 3:
    print(micropython.opt_level(level), micropython.opt_level())
    exec('assert False')
# expect: None 7
# expect: None -7
# expect: None 3
micropython.opt_level(0)
try:
    micropython.opt_level('a')
except TypeError as err:
    print(err)
# expect: can't convert str to int
