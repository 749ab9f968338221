import sys


class C:
    def __exit__(self, *args):
        print("exit", args[0])

    def __enter__(self):
        pass


def g():
    try:
        yield 1
    finally:
        print("generator closed")


for f in (lambda: sys.exit(), lambda: sorted([1, 2], key=lambda x: sys.exit(3)), lambda: list(map(sys.exit, [4]))):
    try:
        with C():
            f()
    except SystemExit as e:
        print(e.args)
# expect: exit <class 'SystemExit'>
# expect: ()
# expect: exit <class 'SystemExit'>
# expect: (3,)
# expect: exit <class 'SystemExit'>
# expect: (4,)
try:
    try:
        raise SystemExit("a")
    except Exception:
        print("never")
    finally:
        print("finally")
except BaseException as e:
    print(repr(e))
# expect: finally
# expect: SystemExit('a',)
