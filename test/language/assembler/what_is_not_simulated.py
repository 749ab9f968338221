# differs: the oracle has no inline assembler
# Where the board would stop with a HardFault an error says why; memory that does not exist is refused as by machine.mem32.


@micropython.asm_thumb
def load(r0):
    ldr(r0, [r0, 0])


@micropython.asm_thumb
def store(r0):
    str(r0, [r0, 0])


@micropython.asm_thumb
def undefined():
    data(2, 0xDEFF)


@micropython.asm_thumb
def wide():
    data(2, 0xF3AF, 0x80FF)


@micropython.asm_thumb
def to_arm(r0):
    bx(r0)


@micropython.asm_thumb
def far(r0):
    mov(pc, r0)


@micropython.asm_thumb
def endless():
    label(deeper)
    push({r0, r1})
    b(deeper)


for f, address in (
    (load, 0),
    (load, -4),
    (load, 0x40013000),
    (store, 0x30000000),
    (to_arm, 0x08000000),
    (far, 0x60000000),
):
    try:
        f(address)
    except NotImplementedError as e:
        print(str(e).split(" (at")[0])
# expect: memory at 0x00000000 is not simulated
# expect: memory at 0xfffffffc is not simulated
# expect: memory at 0x40013000 is not simulated: SPI1 + SPI_CR1
# expect: memory at 0x30000000 is not simulated
# expect: branch to 0x08000000, which is no address of Thumb code
# expect: memory at 0x60000000 is not simulated
for f in (undefined, wide, endless):
    try:
        f()
    except NotImplementedError as e:
        print(str(e).split(" (at")[0])
# expect: instruction 0xdeff is not simulated
# expect: instruction 0xf3af80ff is not simulated
# expect: memory at 0x1ffffff8 is not simulated
