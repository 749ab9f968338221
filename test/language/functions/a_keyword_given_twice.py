# A call does not mind: whoever is called finds it, or a name before it that is not known, or takes the last.
def none(): pass
def one(k): return k
def rest(**names): return names

first = {'k': 1, 'j': 2}
for function in none, one, rest, dict, print, len:
    for names in first, {1: 2}:
        try:
            print(function(k=3, **names))
        except TypeError as err:
            print(err)
# expect: unexpected keyword argument 'k'
# expect: can't convert 'int' object to str implicitly
# expect: function got multiple values for argument 'k'
# expect: can't convert 'int' object to str implicitly
# expect: function got multiple values for argument 'k'
# expect: can't convert 'int' object to str implicitly
# expect: {'k': 1, 'j': 2}
# expect: can't convert 'int' object to str implicitly
# expect: extra keyword arguments given
# expect: can't convert 'int' object to str implicitly
# expect: function doesn't take keyword arguments
# expect: can't convert 'int' object to str implicitly
print(sorted(dict(**first, **{'k': 4}).items()), sorted(dict(**first, j=5).items()))
# expect: [('j', 2), ('k', 4)] [('j', 5), ('k', 1)]
