import micropython
print(micropython.opt_level())  # expect: 0
micropython.opt_level(1)
exec('assert False\nprint("assert dropped")')  # expect: assert dropped
print(micropython.opt_level())  # expect: 1
micropython.opt_level(0)
try:
    exec('assert False')
except AssertionError:
    print('assert kept')
# expect: assert kept
