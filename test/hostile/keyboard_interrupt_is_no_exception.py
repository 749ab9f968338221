try:
    try:
        raise KeyboardInterrupt
    except Exception:
        print("never")
except KeyboardInterrupt as e:
    print(repr(e))


class K:
    def __eq__(self, other):
        raise KeyboardInterrupt

    def __del__(self):
        raise KeyboardInterrupt


try:
    1 in [K()]
except KeyboardInterrupt:
    print("through in")
try:
    hasattr(type("A", (), {"__getattr__": lambda self, n: [][1]})(), "x")
except IndexError:
    print("through hasattr")
# expect: KeyboardInterrupt()
# expect: through in
# expect: through hasattr
