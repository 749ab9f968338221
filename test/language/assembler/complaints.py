# differs: the oracle has no inline assembler
# What the inline assembler refuses, in MicroPython's words. Of several faults in an instruction the last one is told.


def refuse(body, head="def f():"):
    try:
        exec("@micropython.asm_thumb\n" + head + "\n    " + body)
        print("accepted", body)
    except SyntaxError as e:
        print(e)


# Functions
refuse("pass", "def f(r0, r1, r2, r3, r4):")  # expect: can only have up to 4 parameters to Thumb assembly
refuse("pass", "def f(r1):")  # expect: parameters must be registers in sequence r0 to r3
refuse("pass", "def f(a):")  # expect: parameters must be registers in sequence r0 to r3
refuse("pass", "def f(r0=1):")  # expect: parameters must be registers in sequence r0 to r3
refuse("pass", "def f(*r0):")  # expect: parameters must be registers in sequence r0 to r3
refuse("pass", "def f() -> str:")  # expect: unknown type
refuse("pass", "def f() -> 1:")  # expect: return annotation must be an identifier
refuse("x = 1", "class A:")  # expect: inline assembler must be a function
# Statements
refuse("x = 1")  # expect: expecting an assembler instruction
refuse("nop")  # expect: expecting an assembler instruction
refuse("nop(); nop()")  # expect: expecting an assembler instruction
refuse("nop();")  # expect: expecting an assembler instruction
refuse("a.nop()")  # expect: expecting an assembler instruction
refuse("return 1")  # expect: expecting an assembler instruction
refuse("label()")  # expect: 'label' requires 1 argument
refuse("label(1)")  # expect: 'label' requires 1 argument
refuse("label(x)\n    label(x)")  # expect: label redefined
refuse("align()")  # expect: 'align' requires 1 argument
refuse("align(r0)")  # expect: 'align' requires 1 argument
refuse("data(4)")  # expect: 'data' requires at least 2 arguments
refuse("data(r0, 1)")  # expect: 'data' requires at least 2 arguments
refuse("data(4, r0)")  # expect: 'data' requires integer arguments
# Instructions
refuse("mystery(r0)")  # expect: unsupported Thumb instruction 'mystery' with 1 arguments
refuse("nop(r0)")  # expect: unsupported Thumb instruction 'nop' with 1 arguments
refuse("add(r0, r1, r2, r3)")  # expect: unsupported Thumb instruction 'add' with 4 arguments
refuse("item(eq)")  # expect: unsupported Thumb instruction 'item' with 1 arguments
refuse("it(al)")  # expect: unsupported Thumb instruction 'it' with 1 arguments
refuse("blx(r0)")  # expect: unsupported Thumb instruction 'blx' with 1 arguments
refuse("bxx(r0)")  # expect: unsupported Thumb instruction 'bxx' with 1 arguments
refuse("movw(r0, r1)")  # expect: unsupported Thumb instruction 'movw' with 2 arguments
refuse("vadd(s0, s1)")  # expect: unsupported Thumb instruction 'vadd' with 2 arguments
refuse("vmrs(r0, FPCSR)")  # expect: unsupported Thumb instruction 'vmrs' with 2 arguments
# Registers
refuse("mov(r16, 1)")  # expect: 'mov' expects a register
refuse("mov(1, r0)")  # expect: 'mov' expects a register
refuse("mov(r8, 1)")  # expect: 'mov' expects at most r7
refuse("add(r8, r1, r2)")  # expect: 'add' expects at most r7
refuse("mrs(sp, IPSR)")  # expect: 'mrs' expects at most r12
refuse("mrs(r0, MSP)")  # expect: 'mrs' expects a special register
refuse("vadd(s0, s1, s32)")  # expect: 'vadd' expects at most r31
refuse("vadd(s0, s1, sp)")  # expect: 'vadd' expects an FPU register
refuse("vldr(s0, [r8, 0])")  # expect: 'vldr' expects at most r7
refuse("push(r0)")  # expect: 'push' expects {r0, r1, ...}
refuse("push({})")  # expect: 'push' expects {r0, r1, ...}
refuse("push({r0, x})")  # expect: 'push' expects a register
refuse("push({1})")  # expect: 'push' expects {r0, r1, ...}
# Numbers
refuse("mov(r0, 256)")  # expect: 'mov' integer 0x100 doesn't fit in mask 0xff
refuse("mov(r0, -1)")  # expect: 'mov' integer 0xffffffff doesn't fit in mask 0xff
refuse("mov(r0, 1.5)")  # expect: 'mov' expects an integer
refuse("add(r0, r1, 8)")  # expect: 'add' integer 0x8 doesn't fit in mask 0x7
refuse("add(r8, r1, 8)")  # expect: 'add' integer 0x8 doesn't fit in mask 0x7
refuse("lsl(r0, r1, 32)")  # expect: 'lsl' integer 0x20 doesn't fit in mask 0x1f
refuse("movw(r0, 65536)")  # expect: 'movw' integer 0x10000 doesn't fit in mask 0xffff
refuse("ldr(r0, [r1, 2])")  # expect: 'ldr' integer 0x2 doesn't fit in mask 0x7c
refuse("ldr(r0, [r1, 128])")  # expect: 'ldr' integer 0x80 doesn't fit in mask 0x7c
refuse("ldrh(r0, [r1, 1])")  # expect: 'ldrh' integer 0x1 doesn't fit in mask 0x3e
refuse("ldrb(r0, [r1, 32])")  # expect: 'ldrb' integer 0x20 doesn't fit in mask 0x1f
refuse("vldr(s0, [r0, 1024])")  # expect: 'vldr' integer 0x400 doesn't fit in mask 0x3fc
# Addresses and labels
refuse("ldr(r0, r1)")  # expect: unsupported Thumb instruction 'ldr' with 2 arguments
refuse("ldr(r0, [r1])")  # expect: unsupported Thumb instruction 'ldr' with 2 arguments
refuse("vldr(s0, [r1])")  # expect: 'vldr' expects an address of the form [a, b]
refuse("ldrex(r0, 4)")  # expect: 'ldrex' expects an address of the form [a, b]
refuse("b(1)")  # expect: 'b' expects a label
refuse("b(nowhere)")  # expect: label 'nowhere' not defined
refuse("b(x)\n    align(4096)\n    nop()\n    label(x)")  # expect: branch not in range
refuse("beq(x)\n    align(512)\n    nop()\n    label(x)")  # expect: branch not in range
refuse("beq_w(x)\n    align(512)\n    nop()\n    label(x)")
# expect: accepted beq_w(x)
# expect:     align(512)
# expect:     nop()
# expect:     label(x)


# Code that fits into no memory
for body in ("data(-1, 1)", "data(1 << 29, 1)", "align(1 << 29)"):
    try:
        exec("@micropython.asm_thumb\ndef f():\n    " + body)
    except MemoryError:
        print("MemoryError")
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
