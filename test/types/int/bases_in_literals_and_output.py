print(0xff, 0o17, 0b1010, 0XAB, 0B1, 0O7)  # expect: 255 15 10 171 1 7
print(hex(255), oct(8), bin(5), hex(-255), bin(-5), oct(0), hex(2 ** 70), bin(2 ** 35))
# expect: 0xff 0o10 0b101 -0xff -0b101 0o0 0x400000000000000000 0b100000000000000000000000000000000000
try:
    hex(1.5)
except TypeError as e:
    print(e)
# expect: can't convert float to int
