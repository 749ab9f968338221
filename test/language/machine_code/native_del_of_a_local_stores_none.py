# The emitter of machine code cannot unbind a local: it is None afterwards. A closed-over one stays what it is.
# differs: the oracle has no machine code


@micropython.native
def deleted():
    x = 1
    del x
    return x


print(deleted())  # expect: None


@micropython.native
def caught():
    try:
        raise ValueError(1)
    except ValueError as e:
        print(repr(e))
    return e


print(caught())
# expect: ValueError(1,)
# expect: None


@micropython.native
def closed_over():
    x = 1
    del x
    return (lambda: x)()


print(closed_over())  # expect: 1
