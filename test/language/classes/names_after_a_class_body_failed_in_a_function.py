# Where names are bound is no matter of the code that binds them: after a class body has failed in a function, whoever has called it,
# the module or class body around goes on in the names of the class that never came to be.
def fail():
    class Failed:
        inside = 2
        raise ValueError

def fail_quietly():
    try:
        fail()
    except ValueError:
        return sorted(locals())

class Around:
    early = 1
    fail_quietly()
    late = 2

print(hasattr(Around, 'early'), hasattr(Around, 'late'))  # expect: True False
scope = {}
exec('call(); late = 3', {'call': fail_quietly}, scope)
print(scope)  # expect: {}
print('early' in locals(), 'scope' in locals() and 'scope' in globals())  # expect: False True

print(sorted([1], key=lambda item: fail_quietly() and item))  # expect: [1]
after = 4
print(after, inside, 'after' in globals(), 'after' in locals())  # raises: NameError: name 'inside' isn't defined
