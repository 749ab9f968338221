# oracle crashes: it reads address 0, and so does a board
import sys

kept = sys.path
del sys.path
print(hasattr(sys, "path"))  # expect: False
try:
    import os
except NotImplementedError as e:
    print(e)
# expect: import without sys.path is not simulated: a board crashes
sys.path = kept
import os

print(os.__name__)  # expect: os
