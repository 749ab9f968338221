# board: pybd-sf6
# differs: the oracle has no bluetooth
# Services are numbered as NimBLE numbers them, behind the two that every device has; their values have room for 20 bytes, or more if asked.
import bluetooth
from bluetooth import UUID

ble = bluetooth.BLE()
ble.active(True)


def attempt(*requests):
    for request in requests:
        try:
            print(request())
        except (OSError, TypeError, ValueError) as e:
            print(repr(e))


READ, WRITE, NOTIFY = bluetooth.FLAG_READ, bluetooth.FLAG_WRITE, bluetooth.FLAG_NOTIFY
battery = UUID(0x180F), ((UUID(1), READ), (UUID(2), READ | NOTIFY, ((UUID(3), READ),)), [UUID(4), WRITE])
print(ble.gatts_register_services((battery, (UUID("6E400001-B5A3-F393-E0A9-E50E24DCCA9E"), ()), (UUID(5), [(UUID(6), READ)]))))
# expect: ((12, 14, 16, 18), (), (22,))
attempt(lambda: ble.gatts_read(12), lambda: ble.gatts_write(12, "hello"), lambda: ble.gatts_read(12), lambda: ble.gatts_write(12, b"x" * 40), lambda: len(ble.gatts_read(12)))
# expect: b''
# expect: 5
# expect: b'hello'
# expect: 40
# expect: 40
attempt(lambda: ble.gatts_read(99), lambda: ble.gatts_write(99, b"x"), lambda: ble.gatts_set_buffer(99, 10), lambda: ble.gatts_set_buffer(12, 10, True), lambda: ble.gatts_read(12))
# expect: b''
# expect: OSError(22,)
# expect: OSError(22,)
# expect: None
# expect: b''
attempt(
    lambda: ble.gatts_register_services(1),
    lambda: ble.gatts_register_services(((1, ()),)),
    lambda: ble.gatts_register_services(((UUID(1), ((1, 2),)),)),
    lambda: ble.gatts_register_services(((UUID(1), ((UUID(1),),)),)),
    lambda: ble.gatts_register_services(((UUID(1), ((UUID(1), 2, ((1, 2),)),)),)),
    lambda: ble.gatts_register_services([(UUID(1), ())] * 9),
)
# expect: TypeError("object of type 'int' has no len()",)
# expect: ValueError('invalid service UUID',)
# expect: ValueError('invalid characteristic UUID',)
# expect: ValueError('invalid characteristic tuple',)
# expect: ValueError('invalid descriptor UUID',)
# expect: OSError(7,)
print(ble.gatts_register_services(()))
# expect: ()
