print(len(str(int("9" * 300))), int("0" * 500 + "7"), int("-" + "1" * 40))
for text in ("1" * 300 + "x", "", "-", "+", "0x", "1_", "_1", "1__0", "--1", "+-1", "0b2", "\0", " ", "1 2", "é"):
    try:
        print(int(text, 0))
    except ValueError:
        print("ValueError", end=" ")
print()
for base in (-1, 1, 37, 2**40):
    try:
        print(int("1", base))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, end=" ")
print()
# expect: 300 7 -1111111111111111111111111111111111111111
# expect: ValueError ValueError ValueError ValueError ValueError 1
# expect: 1
# expect: 10
# expect: ValueError ValueError ValueError ValueError ValueError ValueError ValueError 
# expect: ValueError ValueError ValueError OverflowError 
