from collections import OrderedDict, namedtuple


class Bad:
    def __repr__(self):
        raise ValueError('no text')  # raises: ValueError: no text


class Loud:
    def __repr__(self):
        print('loud', end=' ')
        return '<Loud>'


class Names(list):
    pass


class Failure(Exception):
    pass


Point = namedtuple('Point', 'x y')


def attempt(*values):
    try:
        print(*values)
    except ValueError as e:
        print('|', e)


attempt([Bad()])  # expect: [| no text
attempt('a', [1, Bad()], 'b')  # expect: a [1, | no text
attempt(1, Bad())  # expect: 1 | no text
attempt({1: Loud(), 2: (Loud(), Bad())})  # expect: {2: (loud <Loud>, | no text
attempt({Loud()}, frozenset([Loud()]))  # expect: {loud <Loud>} frozenset({loud <Loud>})
attempt({1: Loud()}.values())  # expect: dict_values([loud <Loud>])
attempt({1: Loud()}.items())  # expect: dict_items([(1, loud <Loud>)])
attempt(OrderedDict([(1, Loud()), (2, Bad())]))  # expect: OrderedDict({1: loud <Loud>, 2: | no text
attempt(Point(Loud(), Bad()))  # expect: Point(x=loud <Loud>, y=| no text
attempt(Names([1, Loud(), Bad()]))  # expect: [1, loud <Loud>, | no text
attempt([Failure(1, Loud(), Bad())])  # expect: [Failure(1, loud <Loud>, | no text
# What makes a str has it whole, or none.
attempt(str([Loud()]), repr([Loud()]), '%s' % ([Loud()],), '{}'.format([Loud()]))
# expect: loud loud loud loud [<Loud>] [<Loud>] [<Loud>] [<Loud>]
attempt(str([Bad()]))
