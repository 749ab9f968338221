# board: pybv11
import pyb
from pyb import CAN

can = CAN("YA", CAN.LOOPBACK, baudrate=125000, sample_point=75)
print(can, can is CAN(1), CAN(2), can.state() == CAN.ERROR_ACTIVE)


def received():
    frames = []
    for fifo in (0, 1):
        while can.any(fifo):
            frames.append((fifo, can.recv(fifo)))
    return frames


def sent(*frames, **how):
    for frame in frames:
        can.send(b"%d" % frame, frame, timeout=50, **how)
    return received()


# Without a filter nothing is kept.
print(sent(1))
# The number of the filter counts within a FIFO; banks that are not set up count as two.
can.setfilter(1, CAN.LIST16, 0, (1, 2, 3, 4))
can.setfilter(2, CAN.MASK16, 1, (0x100, 0x700, 0x200, 0x7FF))
can.setfilter(3, CAN.LIST32, 1, (7, 1 << 20), extframe=True)
print(sent(2, 4, 0x1FF, 0x200, 0x201))
print(sent(7, 1 << 20, 2, extframe=True))
# A list goes before a mask.
can.setfilter(0, CAN.MASK16, 1, (0, 0, 0, 0))
print(sent(3))
can.clearfilter(0)
# Remote frames have a length and no data.
can.setfilter(4, CAN.LIST16, 0, (1, 2, 3, 4), rtr=(False, False, True, True))
print(sent(3, rtr=True), sent(1, rtr=True))
# Of what waits the most urgent goes first; a FIFO holds three, the last is overwritten.
can.setfilter(5, CAN.MASK16, 1, (0, 0, 0, 0))
for id in (0x30, 0x20, 0x10):
    can.send("", id)
print(can.info())
pyb.delay(5)
print([frame[0] for fifo, frame in received()])
for id in range(0x50, 0x55):
    can.send(bytes([id]), id, timeout=50)
print(can.info(), [frame[0] for fifo, frame in received()])
info = [None] * 8
print(can.info(info) is info, info)
print(can.restart(), can.deinit(), can, can.state() == CAN.STOPPED)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(can.restart)
attempt(lambda: can.send("", 1))
attempt(lambda: CAN(3))
attempt(lambda: CAN("X"))
attempt(lambda: can.setfilter(0, CAN.LIST16, 0, (1, 2)))
attempt(lambda: can.setfilter(14, CAN.MASK32, 0, (1, 2)))
attempt(lambda: CAN(1, CAN.NORMAL, baudrate=7777777))
can.init(CAN.LOOPBACK, 1)
attempt(lambda: can.recv(0, timeout=20))
attempt(lambda: can.recv(2))
# Nobody acknowledges: the controller becomes passive, and goes on.
can.init(CAN.NORMAL, baudrate=125000)
attempt(lambda: can.send("lost", 1, timeout=30))
print(can.info(), can.state() == CAN.ERROR_PASSIVE)
# expect: CAN(1, CAN.LOOPBACK, auto_restart=False) True CAN(2) True
# expect: []
# expect: [(0, [2, False, False, 3, b'2']), (0, [4, False, False, 5, b'4']), (1, [511, False, False, 0, b'511']), (1, [512, False, False, 1, b'512'])]
# expect: [(1, [7, True, False, 2, b'7']), (1, [1048576, True, False, 3, b'1048576'])]
# expect: [(0, [3, False, False, 2, b'3'])]
# expect: [(0, [3, False, True, 8, b'\x00'])] []
# expect: [0, 0, 0, 0, 0, 3, 0, 0]
# expect: [48, 16, 32]
# expect: [0, 0, 0, 0, 0, 0, 0, 3] [80, 81, 84]
# expect: True [0, 0, 0, 0, 0, 0, 0, 0]
# expect: None None CAN(1) True
# expect: ValueError()
# expect: NotImplementedError('pyb.CAN(1): use before init is not simulated',)
# expect: ValueError("CAN(3) doesn't exist",)
# expect: ValueError("CAN(X) doesn't exist",)
# expect: ValueError('CAN filter parameter error',)
# expect: ValueError('CAN filter parameter error',)
# expect: ValueError("couldn't match baudrate 7777777 and sample point 75",)
# expect: OSError(110,)
# expect: TypeError()
# expect: OSError(110,)
# expect: [128, 0, 1, 1, 0, 0, 0, 0] True
# differs: the oracle has no pyb
