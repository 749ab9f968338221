def attempt(s):
    try:
        exec(s)
        print(repr(s), 'accepted')
    except SyntaxError as e:
        print(repr(s), type(e).__name__, e)
    except Exception as e:
        print(repr(s), 'runs into', type(e).__name__)
for s in ('def f():\n x = 1\n global x', 'def f():\n global x\n nonlocal x', 'def f(x):\n nonlocal x', 'def f():\n nonlocal y', 'def f(x):\n global x', 'def f(a, a): pass', 'def f(*a, *b): pass', 'def f(**a, b): pass', 'def f(a=1, b): pass', 'lambda a, a: 0', 'def f(*, a): pass', 'def f(*, **k): pass', 'class A:\n return 1', 'def f():\n break', 'def f():\n for x in y:\n  def g():\n   continue', 'async def f():\n yield', 'def f():\n yield from x', 'async def f():\n yield from x', 'def f():\n return *x', 'def f():\n await x', 'def f():\n async with x: pass', 'def f():\n async for x in y: pass', 'f(a=1, a=2)', 'f(1 = 2)', 'f(x for x in y, 1)', 'del f()', 'del (a, b)', 'del a + b', '(a, b): int = 1', 'a.b: int = 1', 'try: pass\nexcept: pass\nexcept A: pass', '[x for x in 1, 2]', 'for f() in x: pass', 'with a as 1: pass', 'import a.b as c', '(yield)', 'lambda: (yield)', 'x: int', '(a := 1)', 'a := 1', '[a := 1]', 'f(a := 1)', '(a.b := 1)', 'x[a:=1]'):
    attempt(s)
# expect: 'def f():\n x = 1\n global x' SyntaxError identifier redefined as global
# expect: 'def f():\n global x\n nonlocal x' SyntaxError identifier redefined as nonlocal
# expect: 'def f(x):\n nonlocal x' SyntaxError identifier redefined as nonlocal
# expect: 'def f():\n nonlocal y' SyntaxError no binding for nonlocal found
# expect: 'def f(x):\n global x' SyntaxError identifier redefined as global
# expect: 'def f(a, a): pass' SyntaxError argument name reused
# expect: 'def f(*a, *b): pass' SyntaxError invalid syntax
# expect: 'def f(**a, b): pass' SyntaxError invalid syntax
# expect: 'def f(a=1, b): pass' SyntaxError non-default argument follows default argument
# expect: 'lambda a, a: 0' SyntaxError argument name reused
# expect: 'def f(*, a): pass' accepted
# expect: 'def f(*, **k): pass' accepted
# expect: 'class A:\n return 1' SyntaxError 'return' outside function
# expect: 'def f():\n break' SyntaxError 'break'/'continue' outside loop
# expect: 'def f():\n for x in y:\n  def g():\n   continue' SyntaxError 'break'/'continue' outside loop
# expect: 'async def f():\n yield' accepted
# expect: 'def f():\n yield from x' accepted
# expect: 'async def f():\n yield from x' accepted
# expect: 'def f():\n return *x' SyntaxError invalid syntax
# expect: 'def f():\n await x' accepted
# expect: 'def f():\n async with x: pass' SyntaxError async for/with outside async function
# expect: 'def f():\n async for x in y: pass' SyntaxError async for/with outside async function
# expect: 'f(a=1, a=2)' runs into TypeError
# expect: 'f(1 = 2)' SyntaxError LHS of keyword arg must be an id
# expect: 'f(x for x in y, 1)' runs into NameError
# expect: 'del f()' SyntaxError can't delete expression
# expect: 'del (a, b)' runs into KeyError
# expect: 'del a + b' SyntaxError can't delete expression
# expect: '(a, b): int = 1' runs into TypeError
# expect: 'a.b: int = 1' runs into NameError
# expect: 'try: pass\nexcept: pass\nexcept A: pass' SyntaxError default 'except' must be last
# expect: '[x for x in 1, 2]' SyntaxError invalid syntax
# expect: 'for f() in x: pass' SyntaxError can't assign to expression
# expect: 'with a as 1: pass' SyntaxError can't assign to expression
# expect: 'import a.b as c' runs into ImportError
# expect: '(yield)' SyntaxError 'yield' outside function
# expect: 'lambda: (yield)' accepted
# expect: 'x: int' accepted
# expect: '(a := 1)' accepted
# expect: 'a := 1' SyntaxError invalid syntax
# expect: '[a := 1]' accepted
# expect: 'f(a := 1)' runs into TypeError
# expect: '(a.b := 1)' SyntaxError can't assign to expression
# expect: 'x[a:=1]' SyntaxError invalid syntax
