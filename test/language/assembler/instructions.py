# differs: the oracle has no inline assembler
# Programs of MicroPython's documentation, and what they rest on.
from array import array
from uctypes import addressof


@micropython.asm_thumb
def fib(r0):
    b(START)
    label(DOFIB)
    push({r1, r2, lr})
    cmp(r0, 1)
    ble(FIBDONE)
    sub(r0, 1)
    mov(r2, r0)
    bl(DOFIB)
    mov(r1, r0)
    sub(r0, r2, 1)
    bl(DOFIB)
    add(r0, r0, r1)
    label(FIBDONE)
    pop({r1, r2, lr})
    bx(lr)
    label(START)
    bl(DOFIB)


print([fib(n) for n in range(15)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377]


@micropython.asm_thumb
def square(r0, r1):
    label(LOOP)
    vldr(s0, [r0, 0])
    vmul(s0, s0, s0)
    vstr(s0, [r0, 0])
    add(r0, 4)
    sub(r1, 1)
    bgt(LOOP)


a = array("f", (x for x in range(10)))
square(a, len(a))
print(a)  # expect: array('f', [0.0, 1.0, 4.0, 9.0, 16.0, 25.0, 36.0, 49.0, 64.0, 81.0])


@micropython.asm_thumb
def second_of_first(r0):
    ldr(r0, [r0, 0])
    ldr(r0, [r0, 4])


inner = array("i", [23, 24])
print(second_of_first(array("i", [addressof(inner)])))  # expect: 24


# Buffers are changed in place; code may hold data, and other instructions as such.
@micropython.asm_thumb
def fill(r0, r1, r2):
    label(loop)
    strb(r2, [r0, 0])
    add(r0, 1)
    add(r2, 1)
    sub(r1, 1)
    bne(loop)


b = bytearray(6)
fill(b, 6, 250)
print(b)  # expect: bytearray(b'\xfa\xfb\xfc\xfd\xfe\xff')


@micropython.asm_thumb
def entry(r0) -> uint:
    b(start)
    align(4)
    label(table)
    data(4, 0x11111111, 0xFFFFFFFF, 0x33333333)
    label(start)
    mov(r1, pc)
    lsl(r0, r0, 2)
    add(r0, r0, r1)
    sub(r0, 16)
    ldr(r0, [r0, 0])


print([hex(entry(i)) for i in range(3)])  # expect: ['0x11111111', '0xffffffff', '0x33333333']


@micropython.asm_thumb
def high_registers(r0):
    data(2, 0xE92D, 0x0F00)  # push {r8-r11}
    mov(r8, r0)
    mov(r0, 0)
    mov(r0, r8)
    data(2, 0xE8BD, 0x0F00)


print(high_registers(77))  # expect: 77


# A string ends with a NUL.
@micropython.asm_thumb
def length(r0):
    mov(r1, r0)
    label(loop)
    ldrb(r2, [r0, 0])
    add(r0, 1)
    cmp(r2, 0)
    bne(loop)
    sub(r0, r0, r1)
    sub(r0, 1)


print(length("abc"), length(""), length("a string of some length"))  # expect: 3 0 23


# Named constants, and those of stm, which need no import.
WIDTH = const(33)


@micropython.asm_thumb
def constants():
    mov(r0, WIDTH + 1)
    movwt(r1, stm.GPIOA)
    movw(r2, 0)
    add(r0, r0, r2)


print(constants())  # expect: 34


# Functions may be made again and again; each has the same code.
def make():
    @micropython.asm_thumb
    def f(r0):
        add(r0, 1)

    return f


print(make()(1), make()(2), make() is make())  # expect: 2 3 False


@micropython.asm_thumb
def nothing():
    "a doc string does nothing, as pass does"
    pass


nothing()
