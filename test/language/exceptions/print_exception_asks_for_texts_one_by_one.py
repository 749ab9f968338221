# What stands before a text that Python code makes has been written when that is asked for it, whatever comes of it.
import sys

class Shown:
    def __repr__(self):
        print('<asked>', end='')
        return 'shown'

class Broken:
    def __repr__(self):
        raise KeyError('broken')

class Own(Exception):
    def __repr__(self):
        print('<own>', end='')
        return 'itself'

for error in (ValueError(Shown()), ValueError(Shown(), 1), ValueError([Shown()]), Own(1), ValueError(Broken())):
    error.__traceback__ = None
    try:
        sys.print_exception(error)
    except KeyError as e:
        print(repr(e))
# expect: ValueError: <asked>shown
# expect: ValueError: (<asked>shown, 1)
# expect: ValueError: [<asked>shown]
# expect: <own>itself
# expect: ValueError: KeyError('broken',)
