# The fields of a format string are read after it, so they stand on its last line; and their own line ends count twice from there on.
import io
import sys

x = 1

def lines(source):
    try:
        exec(source)
    except Exception as err:
        out = io.StringIO()
        sys.print_exception(err, out)
        print([line.split(', ')[1] for line in out.getvalue().split('\n') if '<string>' in line])

lines("f'''<p>\n{1/0}\n</p>\n'''")  # expect: ['line 4']
lines("y = f'''\n\n'''\n1/0")  # expect: ['line 4']
lines("y = f'''{\nx}'''\n1/0")  # expect: ['line 4']
lines("y = f'''{\nx} {\n\nx}'''\n\n1/0")  # expect: ['line 9']
lines("y = (f'''{\nx}'''\n\n, 1/0)")  # expect: ['line 5']
lines("y = f'''{\nx:{\nx}}'''\n1/0")  # expect: ['line 6']
lines("y = f'''{x:\n}'''\n1/0")  # expect: ['line 1']
lines("y = f'''{f\"\"\"{\nx}\"\"\"}'''\n1/0")  # expect: ['line 5']
lines("y = f'''{(\n1,\n1/0)}'''")  # expect: ['line 5']
lines("def f():\n  return f'''{\n1/0}'''\nf()")  # expect: ['line 5', 'line 4']
lines("y = f'''{\nx}'''\nx +")  # expect: ['line 4']
