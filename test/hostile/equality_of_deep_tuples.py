# differs: the oracle runs out of its own stack
def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)


a = b = ()
for _ in range(3000):
    a = (a,)
    b = (b,)
attempt(lambda: a == b)
attempt(lambda: a < b)
attempt(lambda: a in (b,))
# expect: RuntimeError
# expect: RuntimeError
# expect: RuntimeError
