# board: pybd-sf6
# differs: the oracle has no bluetooth
# Events reach the handler between the program's own steps, those of requests that end something at once; a handler that raises is not called again.
import bluetooth
import time

ble = bluetooth.BLE()
ble.active(True)


def irq(event, data):
    print(event, [bytes(item) if isinstance(item, memoryview) else item for item in data])


ble.irq(irq)
ble.gap_scan(50)
time.sleep_ms(49)
print("scanning")
# expect: scanning
time.sleep_ms(10)
# expect: 6 []
ble.gap_scan(50)
ble.gap_scan(None)
print("stopped")
# expect: 6 []
# expect: stopped
ble.gap_connect(0, b"nobody", 50)
time.sleep_ms(60)
# expect: 8 [65535, 255, b'\x00\x00\x00\x00\x00\x00']
ble.gap_connect(0, b"nobody")
ble.gap_connect(None)
time.sleep_ms(1)
# expect: 8 [65535, 255, b'\x00\x00\x00\x00\x00\x00']
try:
    ble.gatts_register_services(((bluetooth.UUID(1), ((bluetooth.UUID(2), 2),)),))
    ble.gatts_notify(64, 12)
except OSError as e:
    print(e)
# expect: 4 [65535, 12]
# expect: [Errno 107] ENOTCONN


def fails(event, data):
    raise ValueError("no", event)


ble.irq(fails)
ble.gap_scan(10)
time.sleep_ms(20)
ble.gap_scan(10)
time.sleep_ms(20)
# expect: Unhandled exception in IRQ callback handler
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 44, in fails
# expect: ValueError: ('no', 6)
seen = []
ble.irq(lambda event, data: seen.append(event))
ble.gap_scan(10)
ble.irq(None)
time.sleep_ms(20)
print(seen)
# expect: []
ble.irq(lambda event, data: seen.append((event, data[0])))
ble.active(True)
print(seen)
# expect: [(29, 10), (30, 10)]
