for a in (('x',), ('',), ('1.5',), ('12', 2), ('-',), ('1 2',), ('0x', 16), ('9', 8)):
    try:
        print(int(*a))
    except ValueError as e:
        print(a, 'ValueError')
# expect: ('x',) ValueError
# expect: ('',) ValueError
# expect: ('1.5',) ValueError
# expect: ('12', 2) ValueError
# expect: ('-',) ValueError
# expect: ('1 2',) ValueError
# expect: ('0x', 16) ValueError
# expect: ('9', 8) ValueError
try:
    int('1', 1)
except ValueError as e:
    print(e)
# expect: int() arg 2 must be >= 2 and <= 36
try:
    int([])
except TypeError as e:
    print(e)
# expect: can't convert list to int
int(None)  # raises: TypeError: can't convert NoneType to int
