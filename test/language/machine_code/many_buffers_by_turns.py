# A loop may use more buffers by turns than are kept at hand for quick access.
# differs: the oracle has no machine code
buffers = [bytearray(2) for _ in range(12)]


@micropython.viper
def count(into: ptr8, other: ptr8):
    into[0] = int(into[0]) + 1
    other[1] = int(into[0]) + int(other[0])


for _ in range(3):
    for k in range(12):
        count(buffers[k], buffers[(k + 5) % 12])
print([b[0] for b in buffers])  # expect: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]
print([b[1] for b in buffers])  # expect: [6, 6, 6, 6, 6, 5, 5, 5, 5, 5, 5, 5]
