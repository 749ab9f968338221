# board: pybv11
# The firmware makes an int of what it loads as of a signed word (`extmod/machine_mem.c`, mp_obj_new_int), so a word whose highest bit is
# set is negative. It takes the low 32 bits of what it stores.
import machine
import stm
import struct
import uctypes
from array import array

data = bytearray(b"\xff\xff\xff\xff\x00\x00\x00\x80")
at = uctypes.addressof(data)
print(machine.mem32[at], machine.mem32[at + 4], machine.mem16[at], machine.mem8[at])
# expect: -1 -2147483648 65535 255
print(stm.mem32[at], stm.mem16[at + 6])
# expect: -1 32768
for value in (0xFFFFFFFE, -2, (1 << 40) - 2):
    machine.mem32[at] = value
    print(machine.mem32[at], machine.mem32[at] & 0xFFFFFFFF)
# expect: -2 4294967294
# expect: -2 4294967294
# expect: -2 4294967294
# A mask that has the bit makes the same number of it wherever it comes from.
machine.mem32[at] |= 1 << 31
print(machine.mem32[at] & (1 << 31) == 1 << 31)
# expect: True
machine.Pin("A15", machine.Pin.ANALOG)
print(machine.mem32[stm.GPIOA])
# expect: -738197504
# What says that it is unsigned is.
print(struct.unpack("I", data), array("I", bytes(data))[0], uctypes.struct(at, {"x": uctypes.UINT32}).x, uctypes.addressof(uctypes.struct(0xE000E000, {"x": uctypes.UINT32})))
# expect: (4294967294,) 4294967294 4294967294 3758153728
# differs: the oracle has no stm
