print(bin(10), hex(255), oct(8), bin(-1), bin(0), hex(-1), bin(True))
# expect: 0b1010 0xff 0o10 -0b1 0b0 -0x1 0b1
bin('1')  # raises: ValueError: unknown format code 'b' for object of type 'str'
