def f(*a, **k):
    return a, k
f(k=1, *[2])  # syntax error: * arg after kwarg
