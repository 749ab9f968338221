# firmware: everything
# The fields of a template string are read behind it, as arguments of a call, each with its text as a literal of one line.
def line(text):
    try:
        exec(text, {})
        print("ran")
    except (SyntaxError, NameError) as err:
        import sys, io

        out = io.StringIO()
        sys.print_exception(err, out)
        print(out.getvalue().split("\n")[-3].split(", ")[1], type(err).__name__)


line('x = t"{u}"\n')  # expect: line 1 NameError
line('x = t"{u}"')  # expect: line 1 NameError
line('x = t"""\n{u}\n"""\n')  # expect: line 3 NameError
line('x = t"""\n{u}""" # c\n\n')
line('x = (t"""\n{u}"""\n)\n')
line('x = (t"""\n{1}""",\n u)\n')
line('x = t"""{1}\n"""\nu\n')
line('x = t"""\n{1}\n\n{u}"""\n')
line('x = t"""{a\nb}"""\n')
line('x = t"""\n{1\n+1}"""\n')
line('x = t"""\n{1\n}"""\n')
line('x = t"""\n{(a\nb)}"""\n')
line('x = t"""{\n#a\nb}"""\n')
line('x = t"""\n{1 +}\n"""\n')
# expect: line 2 NameError
# expect: line 3 NameError
# expect: line 2 NameError
# expect: line 3 NameError
# expect: line 4 NameError
# expect: line 3 SyntaxError
# expect: line 4 SyntaxError
# expect: ran
# expect: line 4 SyntaxError
# expect: line 5 SyntaxError
# expect: line 3 SyntaxError
