print([] in {}, {}.get([]))  # expect: False None
try:
    {}[[1]]
except KeyError as e:
    print(repr(e))
# expect: KeyError([1],)
