# board: pybd-sf6
# What stands on the PYBD's radio beside its sockets is not simulated, and says so; a program that can do without takes it for an ImportError.
import network

print(network.hostname(), hasattr(network, "WLAN"), hasattr(network, "LAN"))
# expect: PYBD True True
try:
    network.LAN()
except NotImplementedError as e:
    print(e)
# expect: network.LAN is not simulated
for name in ("nonsense",):
    try:
        __import__(name)
    except ImportError as e:
        print(e)
# expect: no module named 'nonsense'
wlan = network.WLAN()
wlan.active(True)
for attempt in (lambda: wlan.ioctl(1, bytearray(4)), lambda: wlan.send_ethernet(b""), lambda: wlan.config(trace=1)):
    try:
        attempt()
    except NotImplementedError as e:
        print(e)
# expect: WLAN.ioctl is not simulated
# expect: WLAN.send_ethernet is not simulated
# expect: WLAN.config: trace is not simulated
# differs: the oracle has no network
