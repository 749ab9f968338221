# differs: it names the board
import os, sys
print(os.uname().sysname, os.uname().nodename, os.uname()[4], sys.platform)
# expect: pyboard pyboard PYBD-SF6W with STM32F767IIK pyboard
