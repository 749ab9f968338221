# differs: the reference has no file system on FAT
import os
import sys

# FatFs does not take the root of a volume for an object that has a status (ff.c, f_stat): for an import there is nothing.
os.chdir('/')
try:
    import flash
except ImportError as e:
    print(e)
# expect: no module named 'flash'

# Folders below are packages without a module of their own.
os.mkdir('/flash/empty')
sys.path[0] = '/flash'
import empty

print(empty.__path__)  # expect: /flash/empty
print(os.stat('/flash')[0])  # expect: 16384
