# board: pybd-sf2
# A board in an empty field: nothing is heard, and whoever is to be joined is not there.
import network, time

wlan = network.WLAN(network.STA_IF)
print(wlan, wlan is network.WLAN(), wlan.active(), wlan.isconnected(), wlan.ifconfig())
# expect: <CYW43 STA down 0.0.0.0> True False False ('0.0.0.0', '0.0.0.0', '0.0.0.0', '0.0.0.0')


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(wlan.scan)
# expect: OSError(1,)
attempt(lambda: wlan.connect("here"))
# expect: OSError(1,)
start = time.ticks_ms()
print(wlan.active(True), wlan.active())
# expect: None True
print(400 <= time.ticks_diff(time.ticks_ms(), start) <= 500)
# expect: True
print(wlan.ifconfig(), wlan.ipconfig("dhcp4"), wlan.ipconfig("has_dhcp4"), wlan.ipconfig("addr4"), wlan.ipconfig("gw4"))
# expect: ('0.0.0.0', '255.255.255.0', '192.168.0.1', '8.8.8.8') True False ('0.0.0.0', '255.255.255.0') 192.168.0.1
print(wlan.scan(), wlan.status(), wlan.status("rssi"))
# expect: [] 0 0
wlan.connect("here", "password")
print(wlan.status(), wlan)
# expect: 1 <CYW43 STA join 0.0.0.0>
time.sleep(4)
print(wlan.status(), wlan, wlan.isconnected())
# expect: -2 <CYW43 STA nonet 0.0.0.0> False
wlan.disconnect()
print(wlan.status())
# expect: 0
attempt(lambda: wlan.connect())
# expect: TypeError("'ssid' argument required",)
attempt(lambda: wlan.connect("here", "password", security=99))
# expect: OSError(22,)
attempt(lambda: wlan.connect("here", "k" * 65))
# expect: OSError(22,)
attempt(lambda: wlan.connect("here", bssid=b"12345"))
# expect: ValueError()
attempt(lambda: wlan.connect(None))
# expect: TypeError('object with buffer protocol required',)
attempt(lambda: wlan.status("stations"))
# expect: ValueError('AP required',)
attempt(lambda: wlan.status("nonsense"))
# expect: ValueError('unknown status param',)
attempt(lambda: wlan.config("nonsense"))
# expect: ValueError('unknown config param',)
attempt(lambda: wlan.config("mac", pm=0))
# expect: TypeError("can't specify pos and kw args",)
attempt(lambda: wlan.config())
# expect: TypeError('must query one param',)
attempt(lambda: wlan.ipconfig("nonsense"))
# expect: ValueError('unexpected key',)
attempt(lambda: network.ipconfig("prefer"))
# expect: 4
attempt(lambda: network.ipconfig(prefer=5))
# expect: ValueError('invalid prefer argument',)
attempt(lambda: network.ipconfig(dns="nowhere"))
# expect: ValueError('invalid arguments as dns server',)
attempt(lambda: wlan.ifconfig(("10.0.0.2", "255.255.255.0", "10.0.0.1")))
# expect: ValueError('requested length 4 but object has length 3',)
print(wlan.config("pm") == wlan.PM_PERFORMANCE, hex(wlan.PM_PERFORMANCE), wlan.PM_NONE, wlan.PM_POWERSAVE)
# expect: True 0xa11142 16 17
print(hex(wlan.SEC_WPA_WPA2), hex(wlan.SEC_WPA3), hex(wlan.SEC_WPA2_WPA3), wlan.SEC_OPEN, wlan.IF_STA, wlan.IF_AP)
# expect: 0x400006 0x1000004 0x1400004 0 0 1
wlan.config(pm=wlan.PM_NONE)
print(wlan.config("pm"), len(wlan.config("mac")), wlan.config("ssid"), wlan.config("hostname"))
# expect: 16 6  PYBD
wlan.ifconfig(("10.0.0.2", "255.255.0.0", "10.0.0.1", "10.0.0.3"))
print(wlan.ifconfig(), wlan.ipconfig("dhcp4"), network.ipconfig("dns"))
# expect: ('10.0.0.2', '255.255.0.0', '10.0.0.1', '10.0.0.3') False 10.0.0.3
wlan.ipconfig(addr4="10.1.2.3/24", gw4="10.1.2.1")
print(wlan.ipconfig("addr4"), wlan.ipconfig("gw4"))
# expect: ('10.1.2.3', '255.255.255.0') 10.1.2.1
for wrong in ("10.1.2.4/x", "10.1.2.4/", "10.1.2/4.5"):
    try:
        wlan.ipconfig(addr4=wrong)
    except ValueError as e:
        print(e)
print(wlan.ipconfig("addr4"))
# expect: invalid syntax for integer with base 10
# expect: invalid syntax for integer with base 10
# expect: invalid syntax for integer with base 10
# expect: ('10.1.2.3', '255.255.255.0')
wlan.active(False)
print(wlan.active(), wlan, network.route())
# expect: False <CYW43 STA down 0.0.0.0> []
print([name for name in dir(network) if name.startswith("STAT_")])  # the STM32's build has none
# expect: []
# differs: the oracle has no network
