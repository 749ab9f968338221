# A jump spans less than 16 KiB of bytecode in one direction.
def attempt(source, names):
    try:
        exec(source, names)
    except RuntimeError as e:
        return str(e)
    return "ok"


# Two bytes load the name, two call it, one drops the result.
for count in (3276, 3277):
    print(count, attempt("if x:\n" + " f()\n" * count + "else:\n y = 1\n", {"x": 0}))
# expect: 3276 ok
# expect: 3277 bytecode overflow
print(attempt("while x:\n" + " f()\n" * 3300, {"x": 0}))  # expect: bytecode overflow

# Code without jumps has no limit.
print(attempt("x = f\n" + "x\n" * 9000, {"f": 1}))  # expect: ok
