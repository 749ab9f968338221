def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)


deep = []
for _ in range(3000):
    deep = [deep]
attempt(lambda: repr(deep))
attempt(lambda: str((deep, 1)))
attempt(lambda: "%r" % [deep])
attempt(lambda: "{}".format(deep))
# expect: RuntimeError
# expect: RuntimeError
# expect: RuntimeError
# expect: RuntimeError
