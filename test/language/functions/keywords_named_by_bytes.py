# The name of a keyword in a mapping may be bytes; they are made a str before anything is asked for.
def names(**keywords):
    return sorted(keywords.items())

class Mapping:
    def keys(self):
        return [b'q', 'r']

    def __getitem__(self, key):
        return key

print(names(**{b'k': 1}), dict(**{b'k': 2}), names(**Mapping()))
# expect: [('k', 1)] {'k': 2} [('q', 'q'), ('r', 'r')]
print([len(name) for name, _ in names(**{'\U0001F600': 1})], dict(**{'\U0001F600': 1})['\U0001F600'])
# expect: [1] 1
for other in {b'k': 1, 'k': 2}, {1: 1}, {None: 1}:
    try:
        print(names(**other))
    except TypeError as err:
        print(err)
# expect: function got multiple values for argument 'k'
# expect: can't convert 'int' object to str implicitly
# expect: can't convert 'NoneType' object to str implicitly
