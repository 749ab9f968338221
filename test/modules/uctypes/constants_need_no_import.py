# The compiler puts a constant of the module in the place of the attribute, whatever the name stands for when the program runs.
print(uctypes.INT16, uctypes.ARRAY, uctypes.LITTLE_ENDIAN)  # expect: 402653184 -1073741824 0
uctypes = 7
print(uctypes.UINT8 | 4)  # expect: 4
try:
    uctypes.sizeof
except AttributeError as e:
    print(e)
# expect: 'int' object has no attribute 'sizeof'
