# A station that measures a voltage and posts it once a second. Readings that it cannot post, it keeps and posts later.
# vpyb.json names the board, describes the access point and the server, and says when the server is away for a while.

import json
import network
import pyb
import socket
import time

SERVER = "api.example.com"

wlan = network.WLAN()
wlan.active(True)
wlan.connect("workshop", "correct horse")
while not wlan.isconnected():
    if wlan.status() < 0:
        raise OSError("there is no such access point, or it has another password")
    time.sleep_ms(100)
print("address:", wlan.ifconfig()[0])


def post(path, value):
    body = json.dumps(value)
    s = socket.socket()
    s.settimeout(2)
    try:
        s.connect(socket.getaddrinfo(SERVER, 80)[0][-1])
        s.write("POST {} HTTP/1.0\r\nHost: {}\r\nContent-Length: {}\r\n\r\n{}".format(path, SERVER, len(body), body))
        return int(s.readline().split()[1])
    finally:
        s.close()


sensor = pyb.ADC("X1")
kept = []
while True:
    kept.append({"s": time.ticks_ms() // 1000, "volts": round(sensor.read() * 3.3 / 4095, 2)})
    try:
        while kept:
            print("posted", kept[0], post("/readings", kept[0]))
            kept.pop(0)
    except OSError as e:
        print("kept", len(kept), "readings:", e)
    time.sleep(1)
