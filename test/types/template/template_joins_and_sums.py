# firmware: everything
from string.templatelib import Interpolation, Template

one = Interpolation(1, "one")
print(Template(), Template("a", "b"), Template("a", one, "b", "c", one))
# expect: Template(strings=('',), interpolations=()) Template(strings=('ab',), interpolations=()) Template(strings=('a', 'bc', ''), interpolations=(Interpolation(1, 'one', None, ''), Interpolation(1, 'one', None, '')))
print(Interpolation(2, format_spec="x", conversion="r"))  # expect: Interpolation(2, '', 'r', 'x')
t = Template("a", one) + t"b{2}c"
print(t.strings, t.values)  # expect: ('a', 'b', 'c') (1, 2)
print(list(Template("", one, "", one)))
# expect: [Interpolation(1, 'one', None, ''), Interpolation(1, 'one', None, '')]
print(Template(one, one).interpolations)
# expect: (Interpolation(1, 'one', None, ''), Interpolation(1, 'one', None, ''))


class Sub(Template):
    pass


print(Sub("a").strings, isinstance(Sub("a") + t, Sub))  # expect: ('a',) False
