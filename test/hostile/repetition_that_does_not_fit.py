for n in (10**8, 2**31 - 1, 2**31, 2**32, 2**63, 10**30):
    for thing in ("ab", b"ab", [1, 2], (1, 2)):
        try:
            thing * n
            print("no error")
        except (MemoryError, OverflowError):
            print("refused", end=" ")
    print()
# expect: refused refused refused refused 
# expect: refused refused refused refused 
# expect: refused refused refused refused 
# expect: refused refused refused refused 
# expect: refused refused refused refused 
# expect: refused refused refused refused 
