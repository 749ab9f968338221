class Slice:
    def __getitem__(self, s):
        return s


S = Slice()
for thing in ([1, 2, 3], (1, 2, 3), "abc", b"abc", bytearray(b"abc"), range(3)):
    for s in (S[-(2**70) : 2**70], S[2**31 :], S[:: 2**31 - 1], S[:: -(2**40)], S[-(2**29) : 2**29]):
        try:
            print(thing[s], end=" ")
        except Exception as e:
            print(type(e).__name__, end=" ")
    for i in (2**31, -(2**31) - 1, 2**64, 2**70):
        try:
            thing[i]
        except Exception as e:
            print(type(e).__name__, end=" ")
    print()
# expect: OverflowError OverflowError [1] OverflowError [1, 2, 3] OverflowError OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError NotImplementedError OverflowError (1, 2, 3) OverflowError OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError NotImplementedError NotImplementedError abc OverflowError OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError NotImplementedError OverflowError b'abc' OverflowError OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError NotImplementedError OverflowError bytearray(b'abc') OverflowError OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError range(0, 3, 2147483647) OverflowError range(0, 3) OverflowError OverflowError OverflowError OverflowError 
