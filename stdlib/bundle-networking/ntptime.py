# The time of day from an NTP server (RFC 5905), in UTC.

import socket
import struct
import time as _time

host = "pool.ntp.org"
timeout = 1  # seconds

# A client's request of version 4: this byte, then zeros.
_QUESTION = b"\x23" + bytes(47)
# Seconds from 1900 to 2000, where this board's time begins, and to 2024. NTP's count has 32 bits: if it is below 2024, it has wrapped around.
_TO_2000 = 3155673600
_TO_2024 = 3913056000


# The seconds since 2000.
def time():
    address = socket.getaddrinfo(host, 123)[0][-1]
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        s.settimeout(timeout)
        s.sendto(_QUESTION, address)
        answer = s.recv(48)
    finally:
        s.close()
    seconds = struct.unpack("!I", answer[40:44])[0]
    if seconds < _TO_2024:
        seconds += 1 << 32
    return seconds - _TO_2000


# Sets the real-time clock.
def settime():
    from machine import RTC

    year, month, day, hour, minute, second, weekday, _ = _time.gmtime(time())
    RTC().datetime((year, month, day, weekday + 1, hour, minute, second, 0))
