def f():
    """Documentation."""
    return 1
print(f())  # expect: 1
print(hasattr(f, '__doc__'))  # expect: False
