# firmware: everything
# differs: the oracle's build leaves groups, span, start and end out
import re

date = re.match(r"(\d+)-(\d+)(-(\d+))?", "2026-11")
print(date.groups())  # expect: ('2026', '11', None, None)
print(date.span(), date.start(), date.end())  # expect: (0, 7) 0 7
print(date.span(2), date.start(2), date.end(2))  # expect: (5, 7) 5 7
# A group that took no part.
print(date.span(3), date.start(3), date.end(3))  # expect: (-1, -1) -1 -1
print(re.match("no groups", "no groups").groups())  # expect: ()
for number in (5, -1):
    try:
        date.span(number)
    except IndexError as error:
        print(repr(error))
# expect: IndexError(5,)
# expect: IndexError(-1,)

# Places in a str count characters, in bytes they count bytes.
print(re.search("b(ö)?", "äüböc").span(), re.search("b(ö)?", "äüböc").span(1))
# expect: (2, 4) (3, 4)
print(re.search(b"c", "äüböc".encode()).start())  # expect: 7
# From where the search began does not matter.
print(re.compile("x+").search("..xx", 3).span())  # expect: (3, 4)
print([name for name in dir(date) if not name.startswith("_")])
# expect: ['end', 'start', 'group', 'groups', 'span']
