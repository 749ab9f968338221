# What the emitter of machine code does not do is a NotImplementedError without a place, raised while the module is compiled.
# differs: the oracle has no machine code
import sys


def attempt(source):
    try:
        exec(source, {})
    except Exception as e:
        sys.print_exception(e)


attempt("@micropython.native\ndef f():\n    try:\n        g()\n    except ValueError:\n        raise\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: native raise
attempt("@micropython.native\ndef f():\n    raise ValueError from None\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: native raise
attempt("@micropython.viper\ndef f():\n    raise\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: native raise
attempt("@micropython.viper\ndef f():\n    yield 1\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: native yield
attempt("@micropython.viper\ndef f(x):\n    return isinstance(x, int)\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: conversion to object
attempt("@micropython.viper\ndef f(x):\n    return int(int)\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: casting
attempt("@micropython.viper\nasync def f(x):\n    await x\n")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect: NotImplementedError: native yield
