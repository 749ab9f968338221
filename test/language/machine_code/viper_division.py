# Division rounds down, is 0 where the divisor is 0, and wraps where the quotient does not fit, as the Cortex-M's SDIV has it.
# differs: the oracle has no machine code


@micropython.viper
def divide(a: int, b: int):
    print(a // b, a % b)


for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3)):
    divide(a, b)
# expect: 3 1
# expect: -4 1
# expect: -4 -1
# expect: 3 -1
# expect: 2 0
# expect: -2 0
divide(7, 0)  # expect: 0 7
divide(-7, 0)  # expect: 0 -7
divide(0, 0)  # expect: 0 0
divide(-0x80000000, -1)  # expect: -2147483648 0
# What is added to the dividend so that the quotient rounds down wraps, too.
divide(0x7FFFFFFF, -0x80000000)  # expect: 0 -1
