import builtins
print([n for n in 'ascii breakpoint format vars unicode long xrange reduce aiter anext FileNotFoundError PermissionError TimeoutError RecursionError Warning UnicodeDecodeError'.split() if hasattr(builtins, n)])
# expect: []
