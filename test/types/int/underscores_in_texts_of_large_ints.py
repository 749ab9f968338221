# int() skips underscores while the value is a small int; a larger one is read again, and there they are an error.
def attempt(text, base=10):
    try:
        print(int(text, base))
    except ValueError:
        print("ValueError", text)


attempt("1_000_000")  # expect: 1000000
attempt("1_073_741_823")  # expect: 1073741823
attempt("1_073_741_824")  # expect: ValueError 1_073_741_824
attempt("-1_073_741_824")  # expect: ValueError -1_073_741_824
attempt("1073741824")  # expect: 1073741824
attempt("z_z", 36)  # expect: 1295
attempt("zzzzzz_", 36)  # expect: ValueError zzzzzz_
attempt("_", 16)  # expect: 0
print(10_000_000_000)  # expect: 10000000000
