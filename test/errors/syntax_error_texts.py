# differs: the oracle's error text has more detail than the board's
for s in ('x = ', 'def f(:', 'if', 'for x', 'while', 'class', 'import', 'from x', 'return', 'def f():\nreturn', 'x = (1', 'x = )', '1 +', 'a b', 'lambda', 'x = 1 2', 'else:', 'try:\n pass', 'with', '@', 'f(**)', 'f(*)', '[1,,2]', '{1:}', '"abc', 'x..y', '1a', '0b2', '0xg', '08', 'None = 1', 'True = 1', 'del None', 'a + 1 = 2', 'f() += 1', '*a', 'a = yield', 'print "x"', 'exec "x"', 'raise a, b', 'async x', 'nonlocal a', 'global', 'x = y = ', 'not', '`x`', 'a <> b', 'x++', 'from a import *, b', 'from a import (b', 'import a as', 'pass x', 'break 1', 'continue', 'assert'):
    try:
        exec(s)
        print(repr(s), 'accepted')
    except SyntaxError as e:
        print(repr(s), type(e).__name__, e)
    except Exception as e:
        print(repr(s), 'runs into', type(e).__name__)
# expect: 'x = ' SyntaxError invalid syntax
# expect: 'def f(:' SyntaxError invalid syntax
# expect: 'if' SyntaxError invalid syntax
# expect: 'for x' SyntaxError invalid syntax
# expect: 'while' SyntaxError invalid syntax
# expect: 'class' SyntaxError invalid syntax
# expect: 'import' SyntaxError invalid syntax
# expect: 'from x' SyntaxError invalid syntax
# expect: 'return' SyntaxError 'return' outside function
# expect: 'def f():\nreturn' SyntaxError invalid syntax
# expect: 'x = (1' SyntaxError invalid syntax
# expect: 'x = )' SyntaxError invalid syntax
# expect: '1 +' SyntaxError invalid syntax
# expect: 'a b' SyntaxError invalid syntax
# expect: 'lambda' SyntaxError invalid syntax
# expect: 'x = 1 2' SyntaxError invalid syntax
# expect: 'else:' SyntaxError invalid syntax
# expect: 'try:\n pass' SyntaxError invalid syntax
# expect: 'with' SyntaxError invalid syntax
# expect: '@' SyntaxError invalid syntax
# expect: 'f(**)' SyntaxError invalid syntax
# expect: 'f(*)' SyntaxError invalid syntax
# expect: '[1,,2]' SyntaxError invalid syntax
# expect: '{1:}' SyntaxError invalid syntax
# expect: '"abc' SyntaxError invalid syntax
# expect: 'x..y' SyntaxError invalid syntax
# expect: '1a' SyntaxError invalid syntax for integer with base 10
# expect: '0b2' SyntaxError invalid syntax for integer with base 2
# expect: '0xg' SyntaxError invalid syntax for integer with base 16
# expect: '08' SyntaxError invalid syntax for integer with base 0
# expect: 'None = 1' SyntaxError can't assign to expression
# expect: 'True = 1' SyntaxError can't assign to expression
# expect: 'del None' SyntaxError can't delete expression
# expect: 'a + 1 = 2' SyntaxError can't assign to expression
# expect: 'f() += 1' SyntaxError can't assign to expression
# expect: '*a' SyntaxError *x must be assignment target
# expect: 'a = yield' SyntaxError 'yield' outside function
# expect: 'print "x"' SyntaxError invalid syntax
# expect: 'exec "x"' SyntaxError invalid syntax
# expect: 'raise a, b' SyntaxError invalid syntax
# expect: 'async x' SyntaxError invalid syntax
# expect: 'nonlocal a' SyntaxError can't declare nonlocal in outer code
# expect: 'global' SyntaxError invalid syntax
# expect: 'x = y = ' SyntaxError invalid syntax
# expect: 'not' SyntaxError invalid syntax
# expect: '`x`' SyntaxError invalid syntax
# expect: 'a <> b' SyntaxError invalid syntax
# expect: 'x++' SyntaxError invalid syntax
# expect: 'from a import *, b' SyntaxError invalid syntax
# expect: 'from a import (b' SyntaxError invalid syntax
# expect: 'import a as' SyntaxError invalid syntax
# expect: 'pass x' SyntaxError invalid syntax
# expect: 'break 1' SyntaxError invalid syntax
# expect: 'continue' SyntaxError 'break'/'continue' outside loop
# expect: 'assert' SyntaxError invalid syntax
