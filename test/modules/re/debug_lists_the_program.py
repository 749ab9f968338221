# firmware: everything
# differs: the oracle's build leaves re.DEBUG out
import re

print(re.DEBUG)  # expect: 4096
re.compile(r"(?:a|[^0-9x\s]|\W)+?(.b)*$", re.DEBUG)
# expect:  0: rsplit 5 (3)
# expect:  2: any
# expect:  3: jmp 0 (-5)
# expect:  5: save 0
# expect:  7: split 25 (16)
# expect:  9: split 15 (4)
# expect: 11: char a
# expect: 13: jmp 23 (8)
# expect: 15: classnot 3 0x30-0x39 0x78-0x78 0x00-0x73
# expect: 23: jmp 27 (2)
# expect: 25: namedclass W
# expect: 27: split 7 (-22)
# expect: 29: split 40 (9)
# expect: 31: save 2
# expect: 33: any
# expect: 34: char b
# expect: 36: save 3
# expect: 38: jmp 29 (-11)
# expect: 40: assert eol
# expect: 41: save 1
# expect: 43: match
# expect: Bytes: 44, insts: 21
re.compile("x", 1)
