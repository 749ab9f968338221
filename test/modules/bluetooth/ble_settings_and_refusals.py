# board: pybd-sf6
# differs: the oracle has no bluetooth
# What BLE is told while it is on, and the errors with which NimBLE refuses it: negative numbers are its own.
import bluetooth

ble = bluetooth.BLE()


def attempt(*requests):
    for request in requests:
        try:
            print(request())
        except (OSError, NotImplementedError, TypeError, ValueError) as e:
            print(repr(e))


print(ble.active(True), ble.config("mac"), ble.config("mtu"))
# expect: True (0, b'\x02Vi3*\xc6') 256
ble.config(gap_name="lamp", mtu=100)
print(ble.config("gap_name"), ble.config("mtu"))
# expect: b'lamp' 100
attempt(lambda: ble.config(mtu=22), lambda: ble.config(mtu=528), lambda: ble.config(gap_name="x" * 32), lambda: ble.config(addr_mode=2))
# expect: OSError(22,)
# expect: OSError(22,)
# expect: OSError(22,)
# expect: NotImplementedError('BLE.config: resolvable addresses are not simulated',)
ble.config(addr_mode=1)
kind, address = ble.config("mac")
print(kind, address[0] >= 0xC0)
# expect: 1 True
attempt(lambda: ble.gap_advertise(10_000), lambda: ble.gap_advertise(50_000, connectable=False), lambda: ble.gap_advertise(50_000, b"x" * 32), lambda: ble.gap_advertise(0))
# expect: OSError(-530,)
# expect: OSError(-530,)
# expect: OSError(-18,)
# expect: None
attempt(lambda: ble.gatts_register_services(()), lambda: ble.gap_advertise(None), lambda: ble.gatts_register_services(()))
# expect: OSError(16,)
# expect: None
# expect: ()
attempt(lambda: ble.gap_connect(1), lambda: ble.gap_connect(None), lambda: ble.gap_connect(0, b"12345"), lambda: ble.gap_connect(9, b"123456"), lambda: ble.gap_connect(0, b"123456", 100, 1000))
# expect: TypeError('invalid addr',)
# expect: OSError(114,)
# expect: ValueError('invalid addr',)
# expect: OSError(22,)
# expect: OSError(-530,)
attempt(lambda: ble.gap_scan(100, 10_000, 20_000), lambda: ble.gap_scan(100), lambda: ble.gap_scan(100), lambda: ble.gap_connect(0, b"123456"), lambda: ble.gap_scan(100))
# expect: OSError(22,)
# expect: None
# expect: OSError(114,)
# expect: None
# expect: OSError(16,)
attempt(lambda: ble.gap_disconnect(64), lambda: ble.gatts_notify(64, 3), lambda: ble.gattc_read(64, 3), lambda: ble.gattc_discover_services(64, 3), lambda: ble.gattc_write(64, 3, b"", 2))
# expect: False
# expect: OSError(107,)
# expect: OSError(107,)
# expect: TypeError('UUID',)
# expect: OSError(22,)
attempt(lambda: ble.gap_pair(64), lambda: ble.gap_passkey(64, 2, 3))
# expect: NotImplementedError('BLE.gap_pair is not simulated',)
# expect: NotImplementedError('BLE.gap_passkey is not simulated',)
print(ble.active(False), ble.config("gap_name"))
# expect: False b'lamp'
ble.active(True)
print(ble.config("mtu"))
# expect: 256
