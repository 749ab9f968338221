# A field ends at a colon or brace even inside a string or comment. The lexer reads fields after the f-string, so what has
# begun in one swallows the text that follows there, and the mistake is found on a later line, or never.
import io, sys

def check(source):
    try:
        compile(source, 'f', 'exec')
        print('compiled')
    except SyntaxError as err:
        trace = io.StringIO()
        sys.print_exception(err, trace)
        print([line for line in trace.getvalue().split('\n') if '"f"' in line])

check("f\"{d['a:b']}\"\n\n\n1\n")  # expect: compiled
check("print(f'{':'}')\n\n\n1\n")  # expect: ['  File "f", line 4']
check("print(f'{':'}'))\n\n\n1\n")  # expect: ['  File "f", line 4']
check("f'''\n{b\n}{\n\n':\n\n'}'''\n\n\n1)\n")  # expect: ['  File "f", line 10']
check("f'{a #}'\n\n\n1\n")
check("f'{a #}'\n))\n\n1\n")
check("f'{','.join('a')}'\n")
# expect: ['  File "f", line 4']
# expect: compiled
# expect: compiled
