import sys
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.args)
# expect: SystemExit() ()
try:
    sys.exit(5)
except SystemExit as e:
    print(repr(e), e.args)
# expect: SystemExit(5,) (5,)
try:
    raise SystemExit('bye')
except Exception:
    print('never')
except BaseException as e:
    print(type(e))
# expect: <class 'SystemExit'>
