def f(n):
    try:
        f(n + 1)
    except RuntimeError:
        raise
    finally:
        done.append(1)


done = []
try:
    f(0)
except RuntimeError as e:
    print(e, len(done) > 20)


def g(n):
    with C():
        g(n + 1)


class C:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        closed.append(1)


closed = []
try:
    g(0)
except RuntimeError as e:
    print(e, len(closed) > 10)
# expect: maximum recursion depth exceeded True
# expect: maximum recursion depth exceeded True
