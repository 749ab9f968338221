for f in (lambda: len(), lambda: len(1, 2), lambda: abs(1, 2), lambda: chr(), lambda: isinstance(1), lambda: sorted(), lambda: divmod(1), lambda: [].append(), lambda: ''.join(), lambda: {}.get(), lambda: print(*[1], 2, sep=1), lambda: int(1, 2, 3), lambda: getattr(1), lambda: pow(1), lambda: hash(), lambda: ''.upper(1), lambda: 'a'.split(1, 2, 3), lambda: [].pop(1, 2)):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: function takes 1 positional arguments but 0 were given
# expect: function takes 1 positional arguments but 2 were given
# expect: function takes 1 positional arguments but 2 were given
# expect: function takes 1 positional arguments but 0 were given
# expect: function takes 2 positional arguments but 1 were given
# expect: function missing 1 required positional arguments
# expect: function takes 2 positional arguments but 1 were given
# expect: function takes 2 positional arguments but 1 were given
# expect: function takes 2 positional arguments but 1 were given
# expect: function missing 1 required positional arguments
# expect: can't convert 'int' object to str implicitly
# expect: function expected at most 2 arguments, got 3
# expect: function missing 1 required positional arguments
# expect: function missing 1 required positional arguments
# expect: function takes 1 positional arguments but 0 were given
# expect: function takes 1 positional arguments but 2 were given
# expect: function expected at most 3 arguments, got 4
# expect: function expected at most 2 arguments, got 3
