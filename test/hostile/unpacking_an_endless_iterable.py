def forever():
    n = 0
    while True:
        yield n
        n += 1


try:
    a, b = forever()
except ValueError as e:
    print(e)
try:
    a, *b = forever()
except MemoryError as e:
    print("MemoryError")
it = forever()
a, b, *c = (next(it) for _ in range(4))
print(a, b, c)
# expect: too many values to unpack (expected 2)
# expect: MemoryError
# expect: 0 1 [2, 3]
