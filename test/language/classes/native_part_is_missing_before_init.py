from collections import OrderedDict


def store(self):
    self['a'] = 1


def delete(self):
    del self['a']


def add(self):
    self['a'] += 1


def attempts(base, *attempts):
    class Derived(base):
        def __init__(self):
            for attempt in attempts:
                try:
                    print(attempt(self))
                except (TypeError, AttributeError) as e:
                    print(base.__name__, e)
            super().__init__()

    return Derived()


for base in (dict, OrderedDict):
    made = attempts(base, store, delete, add, lambda self: self['a'], lambda self: 'a' in self, lambda self: self.get('a'))
    store(made)
    print(made['a'])
# expect: dict 'function' object doesn't support item assignment
# expect: dict 'function' object doesn't support item deletion
# expect: dict 'function' object isn't subscriptable
# expect: dict 'function' object isn't subscriptable
# expect: dict 'function' object isn't iterable
# expect: dict call super().__init__() first
# expect: 1
# expect: OrderedDict 'function' object doesn't support item assignment
# expect: OrderedDict 'function' object doesn't support item deletion
# expect: OrderedDict 'function' object isn't subscriptable
# expect: OrderedDict 'function' object isn't subscriptable
# expect: OrderedDict 'function' object isn't iterable
# expect: OrderedDict call super().__init__() first
# expect: 1
for base in (set, frozenset):
    attempts(base, lambda self: 1 in self)
# expect: set 'function' object isn't iterable
# expect: frozenset 'function' object isn't iterable
attempts(list, lambda self: self[0], lambda self: self.append(1), len)
# expect: list 'function' object isn't subscriptable
# expect: list call super().__init__() first
# expect: list unsupported type for __len__: 'function'
