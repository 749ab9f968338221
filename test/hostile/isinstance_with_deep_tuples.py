t = (int,)
for _ in range(5000):
    t = (t,)
try:
    isinstance(1, t)
    print("no error")
except (RuntimeError, TypeError) as e:
    print(type(e).__name__)
try:
    raise ValueError
except Exception as e:
    print("caught")
# expect: no error
# expect: caught
