# Assembly language is not simulated: its decorator is refused as by a MicroPython without it, and so are those that there are not.
for decorator in ("asm_thumb", "asm_thumb.more", "anything", "native.more"):
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
