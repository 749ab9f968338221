# Machine code knows no lines: its functions are no levels of a traceback, those that it calls are.
# differs: the oracle has no machine code


def divide(x):
    return 1 / x  # raises: ZeroDivisionError: divide by zero


@micropython.native
def native(f, x):
    return f(x)


@micropython.viper
def viper(f, x):
    return native(f, x)


def call():
    viper(divide, 0)


call()
