# differs: the oracle has no inline assembler
# Arguments are words in r0 to r3, the result is the word in r0.
from array import array


@micropython.asm_thumb
def same(r0):
    pass


@micropython.asm_thumb
def same_unsigned(r0) -> uint:
    pass


@micropython.asm_thumb
def same_object(r0) -> object:
    pass


@micropython.asm_thumb
def same_bool(r0) -> bool:
    pass


@micropython.asm_thumb
def fourth(r0, r1, r2, r3):
    mov(r0, r3)


print(same(5), same(-5), same(2**31), same(2**32 + 7), same(-(2**31)))  # expect: 5 -5 -2147483648 7 -2147483648
print(same_unsigned(-1), same_unsigned(2**31))  # expect: 4294967295 2147483648
print(same(None), same(True), same(False), same(3.9), same(-3.9))  # expect: 0 1 0 3 -3
print(same_bool(0), same_bool(256))  # expect: False True
print(fourth(1, 2, 3, 4))  # expect: 4
# Buffers are passed by their address, other objects, too.
buffer = bytearray(4)
print(same(buffer) == same(buffer), same(memoryview(buffer)[1:]) - same(buffer))  # expect: True 1


class Thing:
    pass


thing = Thing()
print(same_object(thing) is thing, same_object(7), same_object(6))  # expect: True 3 None


# The first argument of a method is the object; a static method has none.
class Point:
    @micropython.asm_thumb
    def second(r0, r1):
        mov(r0, r1)

    @staticmethod
    @micropython.asm_thumb
    def double(r0):
        add(r0, r0, r0)


print(Point().second(8), Point.double(21), Point().double(4))  # expect: 8 42 8
print(same, type(same))  # expect: <function> <class 'function'>
for arguments in ((), (1, 2)):
    try:
        same(*arguments)
    except TypeError as e:
        print(e)
# expect: function takes 1 positional arguments but 0 were given
# expect: function takes 1 positional arguments but 2 were given
try:
    same(r0=1)
except TypeError as e:
    print(e)
# expect: function doesn't take keyword arguments
try:
    same_object(0x2000)
except NotImplementedError as e:
    print(e)
# expect: object at 0x00002000 is not simulated
