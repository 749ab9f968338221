# Names may be given as bytes. A dict is walked as it is; any other mapping is asked for the value of the name, which is a str
# (py/runtime.c, mp_call_prepare_args_n_kw_var): one that compares keys by equality does not find it.
from collections import OrderedDict


def f(**names):
    return names


print(f(**{b'a': 1, b'': 2}), dict(**{b'abc': 3}))
# expect: {'a': 1, '': 2} {'abc': 3}


class Echo:
    def keys(self):
        return [b'zz', 'y']

    def __getitem__(self, key):
        return key


print(f(**Echo()), f(**OrderedDict([('a', 1)])))
# expect: {'y': 'y', 'zz': 'zz'} {'a': 1}
try:
    f(**OrderedDict([(b'a', 1)]))
except KeyError as e:
    print(repr(e))
# expect: KeyError('a',)
