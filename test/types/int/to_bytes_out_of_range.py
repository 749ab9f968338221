for a in ((256, 1), (65536, 2), (2 ** 70, 4), (-1, 2)):
    try:
        print(a[0].to_bytes(a[1], 'little'))
    except OverflowError as e:
        print(a, e)
# expect: (256, 1) value would overflow a 1 byte buffer
# expect: (65536, 2) value would overflow a 2 byte buffer
# expect: (1180591620717411303424, 4) value would overflow a 4 byte buffer
# expect: (-1, 2) can't convert negative int to unsigned
try:
    (1).to_bytes(-1, 'big')
except ValueError as e:
    print(e)
# expect:
