# board: pybv11
# no oracle: its heap grows with what is asked for
# What does not fit is named by the bytes that the firmware asks for: whole arrays, doubled where they grow, texts with their end.


def attempt(function):
    try:
        function()
    except MemoryError as error:
        print(error)


def appends():
    items = []
    while True:
        items.append(0)


def fills():
    table = {}
    i = 0
    while True:
        table[i] = 0
        i += 1


def collects():
    members = set()
    i = 0
    while True:
        members.add(i)
        i += 1


def extends():
    data = bytearray(10)
    while True:
        data.extend(data)


attempt(lambda: bytearray(200000))  # expect: memory allocation failed, allocating 200000 bytes
attempt(lambda: bytes(200000))  # expect: memory allocation failed, allocating 200001 bytes
attempt(lambda: "x" * 300000)  # expect: memory allocation failed, allocating 300001 bytes
attempt(lambda: [0] * 100000)  # expect: memory allocation failed, allocating 400000 bytes
attempt(lambda: (0,) * 100000)  # expect: memory allocation failed, allocating 400008 bytes
attempt(lambda: 7 << 2000000)  # expect: memory allocation failed, allocating 250002 bytes
attempt(lambda: 1 << 10**7)  # expect: memory allocation failed, allocating 1250002 bytes
attempt(lambda: list(range(100000)))  # expect: memory allocation failed, allocating 131072 bytes
attempt(lambda: tuple(range(100000)))  # expect: memory allocation failed, allocating 131072 bytes
attempt(appends)  # expect: memory allocation failed, allocating 131072 bytes
attempt(fills)  # expect: memory allocation failed, allocating 130184 bytes
attempt(collects)  # expect: memory allocation failed, allocating 146428 bytes
attempt(extends)  # expect: memory allocation failed, allocating 163840 bytes
attempt(lambda: "-".join(["x" * 1000] * 200))  # expect: memory allocation failed, allocating 200200 bytes
