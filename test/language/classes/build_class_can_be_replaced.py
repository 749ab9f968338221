import builtins

original = __build_class__
builtins.__build_class__ = lambda body, name, *bases: (name, bases)


class A(int):
    pass


builtins.__build_class__ = original
print(A)  # expect: ('A', (<class 'int'>,))


class B:
    pass


print(B.__name__)  # expect: B
