# A local has the type of what is stored in it first. Errors are those of the firmware, with the line of the statement; the last of a statement counts.
# differs: the oracle has no machine code
import sys


def attempt(body, head="a: int"):
    try:
        exec("x = 0\n@micropython.viper\ndef f(%s):\n    %s\n    pass\n" % (head, body.replace("\n", "\n    ")), {})
        print("compiled")
    except (ViperTypeError, SyntaxError) as e:
        sys.print_exception(e)


attempt("print(y)\ny = 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: local 'y' used before type known
attempt("y = 1\ny = 'text'")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 5, in f
# expect: ViperTypeError: local 'y' has type 'int' but source is 'object'
attempt("y = 1\ny = uint(1)")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 5, in f
# expect: ViperTypeError: local 'y' has type 'int' but source is 'uint'
attempt("y = 1\ny = 1 << 30")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 5, in f
# expect: ViperTypeError: local 'y' has type 'int' but source is 'object'
attempt("y = None\ny = 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 5, in f
# expect: ViperTypeError: local 'y' has type 'None' but source is 'int'
attempt("del a")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: local 'a' has type 'int' but source is 'None'
attempt("try:\n    pass\nexcept ValueError as e:\n    pass")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: local 'e' has type 'object' but source is 'None'
attempt("if a:\n    y = 1\n    y = []\n    y = ()\nelse:\n    y = None")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 6, in f
# expect: ViperTypeError: local 'y' has type 'int' but source is 'None'
attempt("if ptr8(a): pass")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't implicitly convert 'ptr8' to 'bool'
attempt("for p in range(ptr8(a), a): pass")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't implicitly convert 'ptr8' to 'bool'
attempt("return a")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: return expected 'object' but got 'int'
attempt("return -a", "a: ptr")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: return expected 'object' but got 'ptr'
attempt("return 1 + []")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: return expected 'object' but got 'int'
attempt("a < b", "a: int, b: uint")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: comparison of int and uint
attempt("for i in range(b): pass", "b")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't do binary op between 'int' and 'object'
attempt("for i in range(b): pass", "b: uint")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: comparison of int and uint
attempt("a[0]")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't load from 'int'
attempt("a[0] = 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't store to 'int'
attempt("a[b] = 1", "a: ptr8, b")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't store with 'object' index
attempt("a[0] = None", "a: ptr8")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't store 'None'
attempt("a[0]", "a: ptr")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: can't load from 'ptr'
attempt("raise 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: must raise an object
attempt("not a")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: 'not' not implemented
attempt("a // 2", "a: uint")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: div/mod not implemented for uint
attempt("a / 2")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: binary op __truediv__ not implemented
attempt("a ** 2")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: binary op __pow__ not implemented
attempt("a in a")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: binary op  not implemented
attempt("a is a")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: binary op  not implemented
attempt("pass", "a: float")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: unknown type 'float'
attempt("pass", "a: 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: SyntaxError: annotation must be an identifier
attempt("pass", "a: None")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: SyntaxError: annotation must be an identifier
attempt("y = 1\ndef g(): return y")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in f
# expect: ViperTypeError: local 'y' used before type known
attempt("lambda: 1")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 4, in <lambda>
# expect: ViperTypeError: return expected 'object' but got 'int'
# A statement alone in its block has no line: the next one of several that ends gives it.
attempt("if a:\n    y = a + []\nelse:\n    for i in range(2):\n        z = 1\n        z = []")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 8, in f
# expect: ViperTypeError: can't do binary op between 'int' and 'object'
attempt("y = 1 if True else []\nprint(y + 1)")
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in attempt
# expect:   File "<string>", line 5, in f
# expect: ViperTypeError: can't do binary op between 'object' and 'int'
