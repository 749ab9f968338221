for n in (2**31, 2**32, 2**63, -(2**31), -(2**64)):
    for make in (bytes, bytearray, lambda n: [0] * n, lambda n: "x".center(n), lambda n: "%*d" % (n, 1), lambda n: range(n)[0]):
        try:
            make(n)
            print("made", end=" ")
        except Exception as e:
            print(type(e).__name__, end=" ")
    print()
# expect: TypeError OverflowError OverflowError OverflowError OverflowError OverflowError 
# expect: TypeError OverflowError OverflowError OverflowError OverflowError OverflowError 
# expect: TypeError OverflowError OverflowError OverflowError OverflowError OverflowError 
# expect: TypeError OverflowError OverflowError OverflowError OverflowError OverflowError 
# expect: TypeError OverflowError OverflowError OverflowError OverflowError OverflowError 
