# differs: the oracle has no inline assembler
# A complaint has the line of the instruction, or of the function where MicroPython's tree has none; the form of all functions is checked first.
import io, sys


def refuse(*lines):
    try:
        exec("\n".join(lines))
    except SyntaxError as e:
        text = io.StringIO()
        sys.print_exception(e, text)
        place, complaint = text.getvalue().split("\n")[-3:-1]
        print(place.split(", ", 1)[1], complaint)


HEAD = "@micropython.asm_thumb"
refuse(HEAD, "def f():", "    nop()", "    add(r0,", "        r8, 1)")  # expect: line 4, in f SyntaxError: 'add' expects at most r7
refuse(HEAD, "def f(r1):", "    nop()")  # expect: line 2, in f SyntaxError: parameters must be registers in sequence r0 to r3
refuse(HEAD, "def f() -> str:", "    nop()")  # expect: line 2, in f SyntaxError: unknown type
refuse(HEAD, "def f() -> 1:", "    pass", "    nop()", "    nop()")
# expect: line 4, in f SyntaxError: return annotation must be an identifier
refuse(HEAD, "def f() -> 1:", "    pass")  # expect: line 2, in f SyntaxError: return annotation must be an identifier
refuse(HEAD, "def f():", "    pass", "    x = 1")  # expect: line 4, in f SyntaxError: expecting an assembler instruction
refuse(HEAD, "class A:", "    x = 1")  # expect: line 2, in A SyntaxError: inline assembler must be a function
refuse(HEAD, "def f():", "    label(a)", "    nop()", "    label(a)")  # expect: line 5, in f SyntaxError: label redefined
refuse(HEAD, "def f():", "    b(nowhere)", HEAD, "def g():", "    return 1")
# expect: line 6, in g SyntaxError: expecting an assembler instruction
refuse(HEAD, "def f():", "    b(nowhere)", HEAD, "def g():", "    mov(r8, 1)")
# expect: line 3, in f SyntaxError: label 'nowhere' not defined
refuse("def outer():", "    x = 1", "    @micropython.asm_thumb", "    def inner():", "        mystery()")
# expect: line 5, in inner SyntaxError: unsupported Thumb instruction 'mystery' with 0 arguments
