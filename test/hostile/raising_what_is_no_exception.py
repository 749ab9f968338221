# differs: the oracle prints a warning
for thing in (1, "x", None, int, object, [], ValueError(1), ValueError, len):
    try:
        raise thing
    except Exception as e:
        print(repr(e))


class E(Exception):
    def __init__(self):
        raise KeyError("no")


try:
    raise E
except Exception as e:
    print(repr(e))
try:
    raise ValueError from 5
except Exception as e:
    print(repr(e))
try:
    raise
except Exception as e:
    print(repr(e))
# expect: TypeError('exceptions must derive from BaseException',)
# expect: TypeError('exceptions must derive from BaseException',)
# expect: TypeError('exceptions must derive from BaseException',)
# expect: TypeError('exceptions must derive from BaseException',)
# expect: TypeError('exceptions must derive from BaseException',)
# expect: TypeError('exceptions must derive from BaseException',)
# expect: ValueError(1,)
# expect: ValueError()
# expect: TypeError('exceptions must derive from BaseException',)
# expect: KeyError('no',)
# expect: ValueError()
# expect: RuntimeError('no active exception to reraise',)
