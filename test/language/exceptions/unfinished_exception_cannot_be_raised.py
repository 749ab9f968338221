class Early(Exception):
    def __init__(self):
        raise self


class Derived(Early):
    pass


for kind in (Early, Derived):
    try:
        kind()
    except TypeError as e:
        print(e)
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
