# no oracle: its heap grows by gigabytes
# Whoever has filled the heap can still be told so: an exception for which there is no memory is the emergency one.
chain = kept = None


def fill(_):
    global chain
    if chain:
        return 0
    for size in 512, 16, 1:
        try:
            while True:
                chain = (chain, bytearray(size))
        except MemoryError:
            pass
    try:
        while True:
            chain = (chain,)
    except MemoryError:
        print('full')
    return 0


# Within native code, which cannot be left while a collection is made.
sorted((1, 2), key=fill)  # expect: full
try:
    raise ValueError
except ValueError:
    print('ValueError')  # expect: ValueError
try:
    raise OSError(5)
except OSError:
    print('OSError')  # expect: OSError
try:
    print(unknown)
except NameError:
    print('NameError')  # expect: NameError
try:
    fill.nothing
except AttributeError:
    print('AttributeError')  # expect: AttributeError
try:
    kept = [1, 2, 3]
except MemoryError:
    print('MemoryError')  # expect: MemoryError
chain = None
kept = [1, 2, 3]
print(kept)  # expect: [1, 2, 3]
