# The fields of a format string are read as arguments after it; brackets in them may close others.
def line(text):
    try:
        compile(text, "text", "exec")
        print("compiled")
    except SyntaxError as err:
        import sys, io
        out = io.StringIO()
        sys.print_exception(err, out)
        print(out.getvalue().split("\n")[-3].split(", ")[1])

line('f"{a b}"\nb\n')  # expect: line 1
line('f"{(}"\nb\n')  # expect: line 2
line('print(f"{( :=)}")\nb\n')  # expect: line 2
line('print(f"{a)+(b}")\nb\n')  # expect: compiled
line('print(f"{s}"\n')  # expect: line 3
line('print(f"s"')  # expect: line 3
line('print("s"\n')  # expect: line 2
# What is wrong before a line end in a field stands before it.
line('f"{\'a { b\'}"\nf"{\'c ] d\'}"\n')  # expect: line 2
line("f'''{\na b}'''\n")  # expect: line 3
line("f'''\n{a b}\n'''\n")  # expect: line 3
# A comment in a field of a field goes on behind the string, too.
line('print(f\'{f"{1#}"}\'\n))\n')  # expect: line 3
line('x = f\'{f"{1#}"}\'\n)\nx = )\n')  # expect: line 3
line('f\'{f"{1#}"}\'\n\n))\n')  # expect: line 4
line('f\'{f"{1}"}\'\n\n))\n')  # expect: line 3
line('y = 1\nf\'{f"{1#}"}\'\n')  # expect: line 3
line('x = f\'{f"{1#}" + 2}\'\n)\n)\n4\n)\n')  # expect: line 4
# What stands between a string and the next token is read before its fields, in those of another string, too.
line('f(f"{f\'\'\'{a}\'\'\'\n b}", c)\n')  # expect: line 3
line('x = [f"{a b}" # c\n\n, 1]\n')  # expect: line 3
line('f"{[f\'{a b}\' # c\n # d\n]}"\n')  # expect: line 5
line('f"{f\'{yield}\' # c\n}"\n')  # expect: line 3
line('f"{a\n}" f"{f\'{yield\n}\' # c\n}"\n')  # expect: line 7
line('f(f"""{a\n}{f\'{yield}\' # c\n}""",\nx)\n')  # expect: line 5
line('f"{f\'\'\'{f"{#}"}\'\'\' # c\n}"\n)\n')  # expect: line 5


def undefined(text):
    try:
        exec(text, {})
    except NameError as err:
        import sys, io
        out = io.StringIO()
        sys.print_exception(err, out)
        print(out.getvalue().split("\n")[-3].split(", ")[1])


undefined('f"{f\'{undefined}\' # c\n}"\n')  # expect: line 2
undefined('x = f"""{1\n}{f\'\'\'{[\nundefined]}\'\'\' # c\n}"""\n')  # expect: line 7
