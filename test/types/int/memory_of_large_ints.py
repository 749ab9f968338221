# Bytes that an operation takes: an object of 16, and as many digits of 16 bits as the result may have, whatever it turns out to be.
import gc


def measure(function):
    function()
    before = gc.mem_alloc()
    function()
    print(gc.mem_alloc() - before)


small = 7
large = 1 << 40
larger = -(1 << 200)
measure(lambda: small + 1)  # expect: 0
measure(lambda: 0x3FFFFFFF + small)  # expect: 32
measure(lambda: small * 1000000000)  # expect: 64
measure(lambda: large + 1)  # expect: 32
measure(lambda: larger + large)  # expect: 48
measure(lambda: larger - large)  # expect: 48
measure(lambda: larger * large)  # expect: 48
measure(lambda: larger * 0)  # expect: 16
measure(lambda: larger // 3)  # expect: 64
measure(lambda: larger // larger)  # expect: 48
measure(lambda: larger % 7)  # expect: 64
measure(lambda: large % 8)  # expect: 32
measure(lambda: divmod(larger, 7))  # expect: 128
measure(lambda: divmod(small, 2))  # expect: 16
measure(lambda: large << 100)  # expect: 48
measure(lambda: small << 100)  # expect: 64
measure(lambda: larger >> 150)  # expect: 48
measure(lambda: large >> 39)  # expect: 32
measure(lambda: larger & larger)  # expect: 48
measure(lambda: large | 1)  # expect: 32
measure(lambda: larger ^ large)  # expect: 48
measure(lambda: -larger)  # expect: 48
measure(lambda: ~large)  # expect: 32
measure(lambda: abs(larger))  # expect: 48
measure(lambda: large**2)  # expect: 32
measure(lambda: small**90)  # expect: 96
measure(lambda: pow(large, 3, 1000003))  # expect: 32
measure(lambda: int('1' * 60))  # expect: 160
measure(lambda: int('12'))  # expect: 0
measure(lambda: int.from_bytes(b'12345678901234567890', 'little'))  # expect: 48
measure(lambda: int(1e12))  # expect: 32
measure(lambda: large == larger)  # expect: 0
measure(lambda: hash(large))  # expect: 0
