for count in (10**8, 2**31, 2**40, 10**20):
    try:
        1 << count
        print("no error")
    except (MemoryError, OverflowError):
        print("refused")
print(0 << 100, 1 >> 10**20 if False else 0, -1 >> 1000, (1 << 500) >> 500)
try:
    1 << -1
except ValueError as e:
    print(e)
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: 0 0 -1 1
# expect: negative shift count
