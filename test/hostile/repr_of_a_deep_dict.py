def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)


deep = {}
for _ in range(3000):
    deep = {1: deep}
attempt(lambda: repr(deep))
attempt(lambda: f"{deep}")
# expect: RuntimeError
# expect: RuntimeError
