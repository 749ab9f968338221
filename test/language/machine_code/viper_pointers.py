# Pointers to items of 1, 2 and 4 bytes load without a sign, store the lowest bits, and need not be aligned.
# differs: the oracle has no machine code
import array


@micropython.viper
def loads(p8: ptr8, p16: ptr16, p32: ptr32, i: int):
    print(p8[0], p8[i], p16[0], p16[i], p32[0], p32[i])


data = bytes(range(0xF0, 0x100))
loads(data, data, data, 1)  # expect: 240 241 61936 62450 -202182160 -134810124


@micropython.viper
def stores(p: ptr8, value: int):
    a = ptr16(uint(p) + 1)
    b = ptr32(uint(p) + 5)
    p[0] = value
    a[0] = value
    a[1] = value + 1
    b[0] = value
    p[int(9)] = True
    print(a[0], a[1], b[0])


memory = bytearray(10)
stores(memory, 0x12345678)  # expect: 22136 22137 305419896
print(memory.hex())  # expect: 78785679567856341201


@micropython.viper
def behind(p: ptr8, end: int) -> int:
    p = ptr8(int(p) + end)
    total = 0
    for i in range(-1, -end - 1, -1):
        total += p[i]
    return total


print(behind(b"\x01\x02\x03", 3))  # expect: 6


@micropython.viper
def first(p: ptr32) -> int:
    return p[0]


items = array.array("i", [-5, 7])
print(first(items), first(memoryview(items)[1:]), first("abcd") == 0x64636261)  # expect: -5 7 True


@micropython.viper
def address(p: ptr) -> ptr:
    return p


@micropython.viper
def at(address: int) -> int:
    return ptr32(address)[0]


print(at(address(items)))  # expect: -5
try:
    first(None)
except TypeError as e:
    print(e)  # expect: can't convert NoneType to int
try:
    first([1])
except TypeError as e:
    print(e)  # expect: can't convert list to int


@micropython.viper
def increments(p: ptr8):
    p[0] += 1
    p[1] = p[0] << 1
    p[2] ^= 0xFF


memory = bytearray(3)
increments(memory)
print(memory)  # expect: bytearray(b'\x01\x02\xff')
