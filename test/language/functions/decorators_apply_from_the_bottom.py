def d(name):
    print('make', name)
    def deco(f):
        print('apply', name)
        def wrapped(*a):
            return name + '(' + f(*a) + ')'
        return wrapped
    return deco

@d('outer')
@d('inner')
def f(x):
    return x
# expect: make outer
# expect: make inner
# expect: apply inner
# expect: apply outer

print(f('x'))  # expect: outer(inner(x))
