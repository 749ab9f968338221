# no oracle: it computes the powers
for base, exponent in ((10, 10**10), (2, 10**9), (3, 2**40), (-7, 10**12), (2**100, 10**8)):
    try:
        base**exponent
        print("no error")
    except (MemoryError, OverflowError) as e:
        print("refused")
print(1 ** (10**30), 0 ** (10**30), (-1) ** (10**30 + 1))
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: 1 0 -1
