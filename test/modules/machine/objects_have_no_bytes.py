# board: pybv11
# An object has an address, but only buffers and texts have bytes there; whoever looks for others is told so.
import machine
import uctypes


def function():
    pass


texts = []
for attempt in (lambda: machine.mem32[id(function)], lambda: uctypes.bytearray_at(id(function), 4)[0]):
    try:
        attempt()
    except NotImplementedError as e:
        texts.append(str(e).replace("%08x" % id(function), "ADDRESS"))
print(texts)
# expect: ['memory at 0xADDRESS is not simulated: of objects, only the bytes of buffers and texts are', 'memory at 0xADDRESS is not simulated: of objects, only the bytes of buffers and texts are']
buffer = bytearray(b"\x07\x00\x00\x00")
print(machine.mem32[uctypes.addressof(buffer)])
# expect: 7
try:
    machine.mem32[0x20000000]
except NotImplementedError as e:
    print(e)
# expect: memory at 0x20000000 is not simulated
# differs: the oracle has no board
