# A large object for which a collection must make room is in use after it like any other.
# board: pybv11
# firmware: everything
import gc


def used_by(make):
    gc.collect()
    free = gc.mem_free()
    garbage = bytearray(60_000)
    garbage = None
    made = make()
    return made is not None and free - gc.mem_free()


thousand = [None] * 1000
print(used_by(lambda: "x" * 50_000) >= 50_000)  # expect: True
print(used_by(lambda: bytearray(50_000)) >= 50_000)  # expect: True
print(used_by(lambda: thousand * 12) >= 48_000)  # expect: True
print(used_by(lambda: thousand + thousand * 11) >= 48_000)  # expect: True
