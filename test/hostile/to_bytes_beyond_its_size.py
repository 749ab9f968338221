for value, size in ((256, 1), (-1, 1), (2**64, 8), (1, -1), (0, 0), (1, 0), (2**100, 5), (255, 2**31)):
    for order in "little", "big", "middle":
        try:
            print(len(value.to_bytes(size, order)), end=" ")
        except Exception as e:
            print(type(e).__name__, end=" ")
    print()
print(int.from_bytes(b"", "big"), int.from_bytes(bytes(100), "little"), int.from_bytes(b"\xff" * 20, "big") == 2**160 - 1)
# expect: OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError OverflowError 
# expect: ValueError ValueError ValueError 
# expect: 0 0 0 
# expect: OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError OverflowError 
# expect: OverflowError OverflowError OverflowError 
# expect: 0 0 True
