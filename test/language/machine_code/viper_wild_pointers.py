# Where no memory is simulated a load or store is missed by name; nothing else happens.
# differs: the oracle has no machine code


@micropython.viper
def load(address: int, index: int) -> int:
    return ptr32(address)[index]


@micropython.viper
def store(address: int, index: int, value: int):
    ptr8(address)[index] = value


@micropython.viper
def address(p: ptr) -> ptr:
    return p


def attempt(f, *args):
    try:
        print(f(*args))
    except NotImplementedError as e:
        print(e)


attempt(load, 0, 0)  # expect: memory at 0x00000000 is not simulated
attempt(load, -4, 0)  # expect: memory at 0xfffffffc is not simulated
attempt(load, -4, 1)  # expect: memory at 0x00000000 is not simulated
attempt(load, 0x40000000, 0x3FFFFFFF)  # expect: memory at 0x3ffffffc is not simulated
attempt(store, 0, -1, 1)  # expect: memory at 0xffffffff is not simulated
attempt(store, 0x08000000, 0, 1)  # expect: memory at 0x08000000 is not simulated

data = bytearray(4)
start = address(data)
attempt(load, start, 0)  # expect: 0
attempt(store, start, 3, 255)  # expect: None
try:
    store(start, 1 << 20, 1)
except NotImplementedError:
    print("far behind")  # expect: far behind
try:
    load(start - (1 << 16), 0)
except NotImplementedError:
    print("far before")  # expect: far before
try:
    load(start + 2, 0)
except NotImplementedError:
    print("across the end")  # expect: across the end
print(data)  # expect: bytearray(b'\x00\x00\x00\xff')
