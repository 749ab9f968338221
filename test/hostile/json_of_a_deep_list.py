def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)


import json

deep = []
for _ in range(3000):
    deep = [deep]
attempt(lambda: json.dumps(deep))
attempt(lambda: json.loads("[" * 300 + "]" * 300) and None)
# expect: RuntimeError
# expect: no error
