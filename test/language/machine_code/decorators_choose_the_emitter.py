# What lies inside machine code is machine code of the same kind, unless it says otherwise; the last of several decorators counts.
# differs: the oracle has no machine code


@micropython.native
def outer():
    def inner():
        pass

    @micropython.bytecode
    def other():
        pass

    return type(inner) is type(outer), type(other) is type(outer), type(other) is type(lambda: 0)


print(outer())  # expect: (True, False, False)


@micropython.native
@micropython.bytecode
def last():
    pass


print(type(last) is type(lambda: 0))  # expect: True


class C:
    @staticmethod
    @micropython.viper
    def three() -> int:
        return 3

    @micropython.viper
    def times(self, n: int) -> int:
        return n * 3

    @property
    @micropython.native
    def four(self):
        return 4


print(C.three(), C().times(5), C().four)  # expect: 3 15 4
