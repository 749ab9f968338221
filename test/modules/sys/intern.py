# firmware: everything
# differs: the oracle's build leaves sys.intern out
import sys

text = "".join(["not", "_a_", "constant"])
print(sys.intern(text) == text, sys.intern(text) is sys.intern("".join([text])), sys.intern(b"bytes"))
# expect: True True bytes
for value in (1, None, bytearray(b"x")):
    try:
        sys.intern(value)
    except TypeError as error:
        print(error)
# expect: can't convert 'int' object to str implicitly
# expect: can't convert 'NoneType' object to str implicitly
# expect: can't convert 'bytearray' object to str implicitly
