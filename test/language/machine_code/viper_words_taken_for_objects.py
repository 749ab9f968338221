# A word that the firmware takes for an object without a conversion would become what its bits mean: that is not simulated.
# differs: the oracle has no machine code


def attempt(body):
    try:
        exec("@micropython.viper\ndef f(n: int, o):\n    %s\n" % body.replace("\n", "\n    "), {})
        print("compiled")
    except NotImplementedError as e:
        print(e)


attempt("n.real")  # expect: not simulated: viper takes 'int' for an object
attempt("n()")  # expect: not simulated: viper takes 'int' for an object
attempt("for x in n: pass")  # expect: not simulated: viper takes 'int' for an object
attempt("x, y = n")  # expect: not simulated: viper takes 'int' for an object
attempt("{1: o}")  # expect: not simulated: viper takes 'int' for an object
attempt("o[1:n]")  # expect: not simulated: viper takes 'int' for an object
attempt("o[:]")  # expect: not simulated: viper takes 'None' for an object
attempt("del o[n]")  # expect: not simulated: viper takes 'int' for an object
attempt("with n: pass")  # expect: not simulated: viper takes 'int' for an object
attempt("x = n if o else o")  # expect: not simulated: viper takes 'int' for an object
attempt("x = o or 5")  # expect: not simulated: viper takes 'int' for an object
attempt("[1 for x in o]")  # expect: not simulated: viper takes 'int' for an object
attempt("class C:\n    x = 1")  # expect: not simulated: viper takes 'int' for an object
attempt("int.from_bytes(o, 'little')")  # expect: not simulated: viper takes 'None' for an object
attempt("int(o, 16)")  # expect: not simulated: a cast of viper with other than one argument
attempt("lambda: n")  # expect: not simulated: viper takes an argument for a cell
attempt("[x for x in o], o[1], o[n], [n, True, None], {'a': o}")  # expect: compiled
