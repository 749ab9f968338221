# A small MQTT 3.1.1 client: messages of quality of service 0, no TLS. For more there is umqtt in micropython-lib.

import select
import socket
import struct
import time


class Client:
    def __init__(self, host, name, user, password):
        self._socket = s = socket.socket()
        s.connect(socket.getaddrinfo(host, 1883)[0][-1])
        self._poll = select.poll()
        self._poll.register(s, select.POLLIN)
        wish = _text("MQTT") + b"\x04\xc2\x00\x00" + _text(name) + _text(user) + _text(password)
        self._send(0x10, wish)
        answer = s.read(4)
        if answer[3] != 0:
            raise OSError("the broker refuses: {}".format(answer[3]))

    def publish(self, topic, message, retain=False):
        self._send(0x31 if retain else 0x30, _text(topic) + message.encode())

    def subscribe(self, topic):
        self._send(0x82, b"\x00\x01" + _text(topic) + b"\x00")

    # Returns the next message as (topic, message); None if none comes within this number of milliseconds.
    def receive(self, ms):
        deadline = time.ticks_add(time.ticks_ms(), ms)
        while self._poll.poll(max(0, time.ticks_diff(deadline, time.ticks_ms()))):
            kind = self._read(1)[0]
            content = self._read(self._length())
            if kind & 0xF0 == 0x30:  # Everything else acknowledges a subscription.
                end = 2 + struct.unpack(">H", content)[0]
                return content[2:end].decode(), content[end:].decode()
        return None

    def _send(self, kind, content):
        head = bytearray((kind,))
        left = len(content)
        while left > 0x7F:
            head.append(left & 0x7F | 0x80)
            left >>= 7
        head.append(left)
        self._socket.write(head + content)

    def _read(self, count):
        content = self._socket.read(count)
        if len(content) < count:
            raise OSError("the broker has gone")
        return content

    def _length(self):
        length = shift = 0
        while True:
            byte = self._read(1)[0]
            length |= (byte & 0x7F) << shift
            if byte < 0x80:
                return length
            shift += 7


def _text(text):
    text = text.encode()
    return struct.pack(">H", len(text)) + text
