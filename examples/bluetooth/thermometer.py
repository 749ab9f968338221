# A thermometer that others read by Bluetooth: it advertises its name and service, and notifies whoever is connected of each new temperature.
import bluetooth
import struct
import time
from micropython import const

_IRQ_CENTRAL_CONNECT = const(1)
_IRQ_CENTRAL_DISCONNECT = const(2)

ENVIRONMENTAL_SENSING = bluetooth.UUID(0x181A)
TEMPERATURE = bluetooth.UUID(0x2A6E)
ADVERTISING_US = const(100_000)


def field(kind, value):
    return bytes((len(value) + 1, kind)) + value


class Thermometer:
    def __init__(self, name):
        self.connections = set()
        self.payload = field(0x01, b"\x06") + field(0x03, bytes(ENVIRONMENTAL_SENSING)) + field(0x09, name)
        self.ble = bluetooth.BLE()
        self.ble.active(True)
        self.ble.irq(self.irq)
        temperature = TEMPERATURE, bluetooth.FLAG_READ | bluetooth.FLAG_NOTIFY
        ((self.value,),) = self.ble.gatts_register_services(((ENVIRONMENTAL_SENSING, (temperature,)),))
        self.advertise()

    def advertise(self):
        self.ble.gap_advertise(ADVERTISING_US, self.payload)

    def irq(self, event, data):
        if event == _IRQ_CENTRAL_CONNECT:
            self.connections.add(data[0])
            self.advertise()  # for the next one
        elif event == _IRQ_CENTRAL_DISCONNECT:
            self.connections.discard(data[0])
            self.advertise()

    def show(self, celsius):
        self.ble.gatts_write(self.value, struct.pack("<h", round(celsius * 100)))
        for connection in self.connections:
            self.ble.gatts_notify(connection, self.value)


def main():
    thermometer = Thermometer(b"room")
    celsius = 20.0
    while True:
        thermometer.show(celsius)
        celsius += 0.25
        time.sleep_ms(500)


if __name__ == "__main__":
    main()
