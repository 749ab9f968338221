for text in ("\ufeff", "\ufeffx = 1", "\ufeff1", "x\ufeff = 1", "'\ufeff'"):
    try:
        exec(text, {})
        print("ran")
    except (SyntaxError, NameError) as e:
        print(type(e).__name__)
# expect: NameError
# expect: ran
# expect: NameError
# expect: ran
# expect: ran
