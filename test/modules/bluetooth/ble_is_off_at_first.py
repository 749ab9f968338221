# board: pybd-sf6
# differs: the oracle has no bluetooth
# There is one BLE object. While it is off, what needs the radio raises ENODEV.
import bluetooth

ble = bluetooth.BLE()
print(ble is bluetooth.BLE(), ble.active(), ble.config("gap_name"), ble.gatts_read(3), ble.gap_advertise(None))
# expect: True False b'MPY NIMBLE' b'' None
for request in (
    lambda: ble.config("mac"),
    lambda: ble.config("mtu"),
    lambda: ble.config(mtu=100),
    lambda: ble.gap_advertise(100),
    lambda: ble.gap_scan(100),
    lambda: ble.gap_scan(None),
    lambda: ble.gap_connect(0, b"123456"),
    lambda: ble.gap_connect(None),
    lambda: ble.gap_disconnect(1),
    lambda: ble.gatts_register_services(()),
    lambda: ble.gatts_write(3, b"1"),
    lambda: ble.gatts_notify(1, 3),
    lambda: ble.gattc_read(1, 2),
):
    try:
        print(request())
    except OSError as e:
        print(e, end=" ")
print()
# expect: [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV [Errno 19] ENODEV 
for wrong in (lambda: ble.config("rxbuf"), lambda: ble.config(rxbuf=100), lambda: ble.irq(3), lambda: ble.config(), lambda: ble.config("mac", mtu=3)):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(e)
# expect: unknown config param
# expect: unknown config param
# expect: invalid handler
# expect: must query one param
# expect: can't specify pos and kw args
import ubluetooth

print(ubluetooth.UUID is bluetooth.UUID, bluetooth.FLAG_READ, bluetooth.FLAG_WRITE_NO_RESPONSE, bluetooth.FLAG_WRITE, bluetooth.FLAG_NOTIFY, bluetooth.FLAG_INDICATE)
# expect: True 2 4 8 16 32
