# An error without a line of its own has that of its block; a module with one statement begins there, another one at each statement.
def line(text):
    try:
        compile(text, "text", "exec")
        print("compiled")
    except SyntaxError as err:
        import sys, io
        out = io.StringIO()
        sys.print_exception(err, out)
        print(*out.getvalue().split("\n")[-3].split(", ")[1:])


line("# comment\n\n1 = 2\n")  # expect: line 3 in <module>
line("\nif x:\n  del 1\n")  # expect: line 2 in <module>
line("\n\n@f\ndef g(a=1, b): pass\n")  # expect: line 3 in <module>
line("\n1 = 2; pass\n")  # expect: line 2 in <module>
line("\npass\n\n1 = 2\n")  # expect: line 4 in <module>
# What is wrong after a lambda is not wrong in it.
line("lambda: 0; {1: 2, 3}\n")  # expect: line 1 in <module>
line("lambda: {1: 2, 3}; 0\n")  # expect: line 1 in <lambda>
