for f in (lambda: [][0], lambda: ()[0], lambda: ''[0], lambda: b''[0], lambda: range(0)[0], lambda: [1][-2], lambda: [].pop(), lambda: bytearray()[0], lambda: [1][10 ** 20]):
    try:
        f()
    except (IndexError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError string index out of range
# expect: IndexError bytes index out of range
# expect: IndexError range index out of range
# expect: IndexError list index out of range
# expect: IndexError pop from empty list
# expect: IndexError bytearray index out of range
# expect: OverflowError overflow converting long int to machine word
