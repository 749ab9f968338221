# A native function is one with a name; viper's has no attributes. Each has a type of its own, all of one name.
# differs: the oracle has no machine code


@micropython.native
def native():
    pass


@micropython.viper
def viper():
    pass


def bytecode():
    pass


print(type(native), type(viper), type(native) == type(viper), type(native) == type(bytecode))
# expect: <class 'function'> <class 'function'> False False
print(viper, native.__name__, native.__globals__ is globals(), hasattr(viper, "__name__"))
# expect: <function> native True False
print(repr(native)[:16], callable(native), callable(viper))  # expect: <function native True True


@micropython.native
def native_generator():
    yield


def generator():
    yield


print(native_generator, type(native_generator), type(native_generator) == type(generator))
# expect: <generator> <class 'generator'> False
print(type(native_generator()) == type(generator()), native_generator.__name__)  # expect: True native_generator
