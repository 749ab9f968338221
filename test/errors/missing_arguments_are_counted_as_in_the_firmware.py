# differs: the oracle names the function
def f(a, b, c, d=1):
    pass


def g(a, *, b):
    pass


def attempt(text):
    try:
        eval(text)
    except TypeError as e:
        print(text, "->", e)


attempt("f(1)")
attempt("f(1, 2, 3, 4, 5)")
attempt("f(a=1)")
attempt("f(1, c=1)")
attempt("f(1, 2, d=5)")
attempt("f(x=1)")
attempt("f(*(1,))")
attempt("g()")
attempt("g(1)")
attempt("g(1, **{})")
attempt("g(b=1)")
attempt("g(1, a=2)")
attempt("g(1, c=2)")
# expect: f(1) -> function takes 3 positional arguments but 1 were given
# expect: f(1, 2, 3, 4, 5) -> function takes 4 positional arguments but 5 were given
# expect: f(a=1) -> function missing required positional argument #2
# expect: f(1, c=1) -> function missing required positional argument #1
# expect: f(1, 2, d=5) -> function missing required positional argument #2
# expect: f(x=1) -> unexpected keyword argument 'x'
# expect: f(*(1,)) -> function takes 3 positional arguments but 1 were given
# expect: g() -> function takes 1 positional arguments but 0 were given
# expect: g(1) -> function missing keyword-only argument
# expect: g(1, **{}) -> function missing keyword-only argument
# expect: g(b=1) -> function missing required positional argument #0
# expect: g(1, a=2) -> function got multiple values for argument 'a'
# expect: g(1, c=2) -> unexpected keyword argument 'c'
