# A lamp in a network: it listens to lamp/set and publishes its state. When no message comes for a second, it publishes the time of day.
# vpyb.json names the board, describes the access point and the servers, and says when the lamp is switched.

import network
import ntptime
import pyb
import time
from mqtt import Client

wlan = network.WLAN()
wlan.active(True)
wlan.connect("workshop", "correct horse")
while not wlan.isconnected():
    time.sleep_ms(100)

ntptime.settime()
lamp = pyb.LED(3)
client = Client("broker.local", "lamp", "lamp", "secret")
client.subscribe("lamp/set")
while True:
    message = client.receive(1000)
    if message is None:
        client.publish("lamp/time", "{:02}:{:02}:{:02}".format(*time.gmtime()[3:6]))
        continue
    topic, state = message
    print(topic, state)
    if state == "on":
        lamp.on()
    else:
        lamp.off()
    client.publish("lamp/state", state, retain=True)
