# board: pybv11
# `pin_find` in `ports/stm32/pin.c`: in the order mapper, dictionary, board, CPU; `Pin.debug` tells which it was.
from pyb import Pin

print(Pin.debug(), Pin.debug(True), Pin.debug())
# expect: False None True
Pin("X1")
# expect: Pin.board maps 'X1' to Pin(Pin.cpu.A0, mode=Pin.IN)
Pin("A0")
# expect: Pin.cpu maps 'A0' to Pin(Pin.cpu.A0, mode=Pin.IN)
Pin.dict({"motor": Pin.board.X2})
Pin("motor")
# expect: Pin.map_dict maps 'motor' to Pin(Pin.cpu.A1, mode=Pin.IN)
Pin.mapper(lambda name: Pin.cpu.A2 if name == "motor" else None)
Pin("motor")
# expect: Pin.mapper maps 'motor' to Pin(Pin.cpu.A2, mode=Pin.IN)
Pin(Pin.board.X3)
# expect: Pin map passed pin Pin(Pin.cpu.A2, mode=Pin.IN)
Pin.debug(False)
try:
    Pin("A99")
except ValueError as e:
    print(e)
# expect: Pin(A99) doesn't exist
# A name may be bytes, but these are equal to none.
for name in (b"X1", bytearray(b"X1")):
    try:
        Pin(name)
    except (TypeError, ValueError) as e:
        print(e)
# expect: Pin(X1) doesn't exist
# expect: can't convert 'bytearray' object to str implicitly
# Addresses are small ints to the firmware, of 31 bits: the highest is the sign.
print(Pin("A0").gpio(), Pin("C13").gpio() & 0x7FFFFFFF)
# expect: -1073610752 1073874944
print([(af.name(), af.index(), af.reg() & 0x7FFFFFFF) for af in Pin("A0").af_list()][-1])
# expect: ('AF8_UART4', 8, 1073761280)
print(Pin("A0").af_list()[0].reg())
# expect: -1073741824
# differs: the oracle has no pyb
