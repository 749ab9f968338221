# board: pybd-sf2
# What stands on the PYBD's radio is not simulated, and says so; a program that can do without takes it for an ImportError.
import network

print(network.hostname(), hasattr(network, "WLAN"), hasattr(network, "LAN"))
# expect: PYBD True False
try:
    network.WLAN(network.STA_IF)
except NotImplementedError as e:
    print(e)
# expect: network.WLAN is not simulated
for name in ("socket", "usocket", "ssl", "bluetooth", "requests", "nonsense"):
    try:
        __import__(name)
    except ImportError as e:
        print(e)
# expect: module 'socket' is not simulated
# expect: module 'usocket' is not simulated
# expect: module 'ssl' is not simulated
# expect: module 'bluetooth' is not simulated
# expect: module 'requests' is not simulated
# expect: no module named 'nonsense'
with open("ssl.py", "w") as f:
    f.write("own = True")
import ssl

print(ssl.own)
# expect: True
# differs: the oracle has no network
