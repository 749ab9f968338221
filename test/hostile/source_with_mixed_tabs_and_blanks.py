for text in ("if 1:\n\tx = 1\n        x = 2\nprint(x)", "if 1:\n        x = 3\n\tx = 4\nprint(x)", "if 1:\n    x = 5\n\tx = 6\n", "if 1:\n  x = 1\n    x = 2\n", " x = 1", "if 1:\nx = 1", "if 1:\n  x = 1\n x = 2", "def f():\n\tif 1:\n\t\treturn 7\nprint(f())"):
    try:
        exec(text)
        print("ran")
    except SyntaxError as e:
        print(type(e).__name__)
# expect: 2
# expect: ran
# expect: 4
# expect: ran
# expect: IndentationError
# expect: IndentationError
# expect: IndentationError
# expect: SyntaxError
# expect: IndentationError
# expect: 7
# expect: ran
