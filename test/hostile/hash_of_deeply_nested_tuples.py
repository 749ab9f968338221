t = ()
for _ in range(5000):
    t = (t,)
try:
    print(hash(t))
except RuntimeError as e:
    print(e)  # expect: maximum recursion depth exceeded
# differs: the oracle's stack is larger
