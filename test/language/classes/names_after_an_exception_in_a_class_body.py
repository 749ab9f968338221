# The firmware goes back to the names around a class only from the end of its body: what is bound after an exception in it
# is bound in the class that never came to be, where the module's own code still finds it, but no function does.
before = 1
try:
    class Failed:
        inside = 2
        raise ValueError
except ValueError:
    print('caught')
# expect: caught
print(inside, before)  # expect: 2 1
after = 3

def look():
    return after

print(after, 'after' in globals(), 'after' in locals())  # expect: 3 False True
try:
    look()
except NameError as err:
    print(err)
# expect: name 'after' isn't defined

# What an exec or a class around it runs ends there.
scope = {}
exec('''
try:
    class Inner:
        deep = 4
        raise KeyError
except KeyError:
    late = 5
print(deep, late)
''', scope)  # expect: 4 5
print('late' in scope, 'late' in locals())  # expect: False False

class Outer:
    early = 6
    try:
        class Inner:
            raise KeyError
    except KeyError:
        pass
    lost = 7

print(Outer.early, hasattr(Outer, 'lost'), 'lost' in locals())  # expect: 6 False False
for number in range(2):
    class Fine:
        square = before + 1
print(number, Fine.square)  # expect: 1 2
