# Decorators that there are not are refused, of the board's assembler as of any other.
for decorator in ("asm_xtensa", "asm_thumb.more", "anything", "native.more"):
    try:
        exec("@micropython.%s\ndef f():\n    pass\n" % decorator)
    except SyntaxError as e:
        print(e)
# expect: invalid micropython decorator
# expect: invalid micropython decorator
# expect: invalid micropython decorator
# expect: invalid micropython decorator


@micropython.bytecode
def g():
    return "bytecode"


print(g())  # expect: bytecode
