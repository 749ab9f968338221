# differs: the stack of the oracle is larger
def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)


a = ()
for _ in range(3000):
    a = (a,)
attempt(lambda: hash(a))
attempt(lambda: {a: 1})
attempt(lambda: {a})
# expect: RuntimeError
# expect: RuntimeError
# expect: RuntimeError
