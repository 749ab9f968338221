import machine
import uctypes

data = bytearray(range(16))
address = uctypes.addressof(data)
print(machine.mem8, machine.mem16, machine.mem32)
print(machine.mem8[address + 1], hex(machine.mem16[address + 2]), hex(machine.mem32[address + 12]))
machine.mem8[address] = 0x1FF
machine.mem32[address + 4] = -2
print(data)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: machine.mem32[0x20000002])
attempt(lambda: machine.mem16[-1])
attempt(lambda: machine.mem8["0"])
attempt(lambda: machine.mem8[0:1])
try:
    del machine.mem8[0]
except TypeError as e:
    print(e)
attempt(lambda: machine.mem8[0x10])
# expect: <8-bit memory> <16-bit memory> <32-bit memory>
# expect: 1 0x302 0xf0e0d0c
# expect: bytearray(b'\xff\x01\x02\x03\xfe\xff\xff\xff\x08\t\n\x0b\x0c\r\x0e\x0f')
# expect: ValueError('address 20000002 is not aligned to 4 bytes',)
# expect: ValueError('address ffffffff is not aligned to 2 bytes',)
# expect: TypeError("can't convert str to int",)
# expect: TypeError("can't convert slice to int",)
# expect: 'mem' object doesn't support item deletion
# expect: NotImplementedError('memory at 0x00000010 is not simulated',)
# differs: the oracle has no machine
