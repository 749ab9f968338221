# An int of viper is a word of 32 bits with a sign, a uint one without: they wrap, and compare and shift accordingly.
# differs: the oracle has no machine code


@micropython.viper
def add(a: int, b: int) -> int:
    return a + b


@micropython.viper
def arithmetic(a: int, b: int):
    print(a + b, a - b, a * b, -a, ~a, a & b, a | b, a ^ b)


@micropython.viper
def unsigned(a: uint, b: uint):
    print(a + b, a - b, a * b, -a, ~a, a >> b, a << b)
    print(a < b, a > b, a <= b, a >= b, a == b, a != b)


@micropython.viper
def signed(a: int, b: int):
    print(a >> b, a << b, a < b, a > b, a <= b, a >= b, a == b, a != b)


print(add(0x7FFFFFFF, 1), add(-0x80000000, -1))  # expect: -2147483648 2147483647
arithmetic(0x12345678, 0x7FFFFFFF)  # expect: -1842063753 -1842063751 -305419896 -305419896 -305419897 305419896 2147483647 1842063751
unsigned(0xFFFFFFFF, 1)
# expect: 0 4294967294 4294967295 1 0 2147483647 4294967294
# expect: False True False True False True
unsigned(1, 0xFFFFFFFF)
# expect: 0 2 4294967295 4294967295 4294967294 0 0
# expect: True False True False False True
signed(-1, 1)  # expect: -1 -2 True False True False False True
signed(-8, 32)  # expect: -1 0 True False True False False True
signed(8, -1)  # expect: 0 0 False True False True False True
signed(5, 256)  # expect: 5 5 True False True False False True
# Of an object that does not fit the lowest bits are taken.
print(add(1 << 32, 5), add(0xFFFFFFFF, 0), add(-(1 << 40) + 3, 0))  # expect: 5 -1 3


@micropython.viper
def casts(a: int) -> uint:
    return uint(a) >> 1


print(casts(-1), casts(-2147483648))  # expect: 2147483647 1073741824


@micropython.viper
def count() -> int:
    turns = 0
    for u in range(uint(0x20000000) << 2, uint(0x80000004)):
        turns += 1
    for v in range(uint(5), uint(0), -2):
        turns += 10
        if turns > 1000:
            break
    for i in range(int(0x7FFFFFFE), int(0x7FFFFFFF)):
        turns += 100
    return turns


print(count())  # expect: 1104
