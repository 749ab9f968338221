def attempt(s):
    try:
        exec(s)
        print(repr(s), 'accepted')
    except SyntaxError as e:
        print(repr(s), type(e).__name__, e)
for s in (' x = 1', 'if 1:\nx', 'if 1:\n  x = 1\n y = 2', 'if 1:\n x = 1\n  y = 2', 'x = 1\n y = 2', 'if 1:\n\tx = 1\n\ty = 2', 'if 1:\n\tx = 1\n        y = 2', 'if 1:\n  # c\n  x = 1\n # d\n  y = 2', 'def f():\n', 'if 1:\n  pass\n\n\n  pass', 'x = 1\n\n   \ny = 2', 'class A:', 'if 1: x = 1; y = 2', 'if 1: if 2: pass'):
    attempt(s)
# expect: ' x = 1' IndentationError unexpected indent
# expect: 'if 1:\nx' SyntaxError invalid syntax
# expect: 'if 1:\n  x = 1\n y = 2' IndentationError unindent doesn't match any outer indent level
# expect: 'if 1:\n x = 1\n  y = 2' IndentationError unexpected indent
# expect: 'x = 1\n y = 2' IndentationError unexpected indent
# expect: 'if 1:\n\tx = 1\n\ty = 2' accepted
# expect: 'if 1:\n\tx = 1\n        y = 2' accepted
# expect: 'if 1:\n  # c\n  x = 1\n # d\n  y = 2' accepted
# expect: 'def f():\n' SyntaxError invalid syntax
# expect: 'if 1:\n  pass\n\n\n  pass' accepted
# expect: 'x = 1\n\n   \ny = 2' accepted
# expect: 'class A:' SyntaxError invalid syntax
# expect: 'if 1: x = 1; y = 2' accepted
# expect: 'if 1: if 2: pass' SyntaxError invalid syntax
