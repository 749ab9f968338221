for s in ('1 +', 'x = 1', '', '1 2', 'import math', 'def f(): pass'):
    try:
        eval(s)
    except SyntaxError as e:
        print(repr(s), e)
# expect: '1 +' invalid syntax
# expect: 'x = 1' invalid syntax
# expect: '' invalid syntax
# expect: '1 2' invalid syntax
# expect: 'import math' invalid syntax
# expect: 'def f(): pass' invalid syntax
