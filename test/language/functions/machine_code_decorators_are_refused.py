# Machine code is not simulated: its decorators are refused as by a MicroPython without these emitters.
for decorator in ("native", "viper", "asm_thumb", "asm_thumb.more", "anything"):
    try:
        exec("@micropython.%s\ndef f():\n    pass\n" % decorator)
    except SyntaxError as e:
        print(e)
# expect: invalid micropython decorator
# expect: invalid micropython decorator
# expect: invalid micropython decorator
# expect: invalid micropython decorator
# expect: invalid micropython decorator


@micropython.bytecode
def g():
    return "bytecode"


print(g())  # expect: bytecode
