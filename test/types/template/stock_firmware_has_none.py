# differs: the oracle has t-strings
# A board's own firmware is built without them: the letter before the quote is a name.
for source in ('t"x"', "rt'{x}'", '"a" t"b"', "t", "t + 't'"):
    try:
        print(eval(source, {"t": 5}))
    except SyntaxError as e:
        print(e)
    except TypeError as e:
        print("TypeError")
# expect: invalid syntax
# expect: invalid syntax
# expect: invalid syntax
# expect: 5
# expect: TypeError
try:
    __template__
except NameError as e:
    print(e)
# expect: name '__template__' isn't defined
try:
    import string
except ImportError as e:
    print(e)
# expect: no module named 'string'
