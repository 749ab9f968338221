# differs: the oracle's error text has more detail than the board's
def attempt(s):
    try:
        print(s, repr(eval(s)))
    except SyntaxError as e:
        print(s, e)
for s in ('1', '0', '00', '01', '0x1F', '0o17', '0b11', '1_000', '1__0', '1_', '_1', '1.', '.5', '1e5', '1e', '1e+', '1.5e-3', '1j', '1.5J', '0x', '0b', '0o8', '1.e2', '1..real', '1.real', '1 .real', '1e400', '0xffffffffffff', '1_0.5_1', '0_0', '5l', '1e5j', '0777'):
    try:
        attempt(s)
    except Exception as e:
        print(s, type(e).__name__, e)
# expect: 1 1
# expect: 0 0
# expect: 00 0
# expect: 01 invalid syntax for integer with base 0
# expect: 0x1F 31
# expect: 0o17 15
# expect: 0b11 3
# expect: 1_000 1000
# expect: 1__0 10
# expect: 1_ 1
# expect: _1 NameError name '_1' isn't defined
# expect: 1. 1.0
# expect: .5 0.5
# expect: 1e5 100000.0
# expect: 1e invalid syntax for number
# expect: 1e+ invalid syntax for number
# expect: 1.5e-3 0.0015
# expect: 1j 1j
# expect: 1.5J 1.5j
# expect: 0x invalid syntax for integer with base 16
# expect: 0b invalid syntax for integer with base 2
# expect: 0o8 invalid syntax for integer with base 8
# expect: 1.e2 100.0
# expect: 1..real invalid syntax for number
# expect: 1.real invalid syntax for number
# expect: 1 .real AttributeError 'int' object has no attribute 'real'
# expect: 1e400 inf
# expect: 0xffffffffffff 281474976710655
# expect: 1_0.5_1 10.51
# expect: 0_0 0
# expect: 5l invalid syntax for integer with base 10
# expect: 1e5j 100000j
# expect: 0777 invalid syntax for integer with base 0
