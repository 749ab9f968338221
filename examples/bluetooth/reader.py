# Looks for the thermometer, connects to it, and prints the temperature that it reads, then those of which it is notified.
import bluetooth
import struct
import time
from micropython import const

_IRQ_SCAN_RESULT = const(5)
_IRQ_SCAN_DONE = const(6)
_IRQ_PERIPHERAL_CONNECT = const(7)
_IRQ_PERIPHERAL_DISCONNECT = const(8)
_IRQ_GATTC_CHARACTERISTIC_RESULT = const(11)
_IRQ_GATTC_CHARACTERISTIC_DONE = const(12)
_IRQ_GATTC_READ_RESULT = const(15)
_IRQ_GATTC_NOTIFY = const(18)

TEMPERATURE = bluetooth.UUID(0x2A6E)

ble = bluetooth.BLE()
found = None
value = None


def irq(event, data):
    global found, value
    if event == _IRQ_SCAN_RESULT:
        kind, address, _, _, payload = data
        if b"\x09room" in bytes(payload):
            found = kind, bytes(address)
            ble.gap_scan(None)
    elif event == _IRQ_SCAN_DONE:
        if found is None:
            print("no thermometer")
        else:
            ble.gap_connect(*found)
    elif event == _IRQ_PERIPHERAL_CONNECT:
        print("connected")
        ble.gattc_discover_characteristics(data[0], 1, 0xFFFF)
    elif event == _IRQ_GATTC_CHARACTERISTIC_RESULT:
        if data[4] == TEMPERATURE:
            value = data[2]
    elif event == _IRQ_GATTC_CHARACTERISTIC_DONE:
        if data[1] == 0:  # not if the thermometer has gone meanwhile
            ble.gattc_read(data[0], value)
    elif event == _IRQ_GATTC_READ_RESULT:
        print("it is", struct.unpack("<h", data[2])[0] / 100)
    elif event == _IRQ_GATTC_NOTIFY:
        print("now", struct.unpack("<h", data[2])[0] / 100)
    elif event == _IRQ_PERIPHERAL_DISCONNECT:
        print("disconnected")


ble.active(True)
ble.irq(irq)
ble.gap_scan(5000, 30_000, 30_000)
while True:
    time.sleep_ms(100)
