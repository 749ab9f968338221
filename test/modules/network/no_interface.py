# board: pybv11
# `extmod/modnetwork.c`: the firmware of a PYBv1.1 knows no interface.
import network
import pyb

print(network.country(), network.hostname(), network.route(), network.STA_IF, network.AP_IF)
# expect: XX mpy-stm32 [] 0 1
print(network.country("DE"), network.country(), pyb.country(), pyb.country is network.country)
# expect: None DE DE True
network.hostname("probe")
print(network.hostname(), hasattr(network, "WLAN"))
# expect: probe False
for f in (lambda: network.country("D"), lambda: network.hostname("h" * 33), lambda: network.country(1)):
    try:
        f()
    except Exception as e:
        print(repr(e))
# expect: ValueError()
# expect: ValueError()
# expect: TypeError("can't convert 'int' object to str implicitly",)
# differs: the oracle has no network
