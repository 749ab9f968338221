for text in ("a = 1\rb = 2\rprint(a + b)", "a = 3\r\nb = 4\r\nprint(a + b)\r\n", "a = 5\n\r\n\rprint(a)", "print('x\\\r\ny')", "if 1:\r\n\tprint('tab')\r\n", "print(1)\f\n", "\x0bprint(2)", "print(3) \\\n\n", "\n\n\n"):
    try:
        exec(text)
    except SyntaxError as e:
        print("SyntaxError")
# expect: 3
# expect: 7
# expect: 5
# expect: xy
# expect: tab
# expect: 1
# expect: SyntaxError
# expect: 3
