# The firmware takes names of hosts, addresses and mount points as str or bytes (`mp_obj_str_get_data`), and names of settings as str only
# (mp_obj_str_get_qstr).
import network
import socket
import vfs


def attempt(call, *args, **named):
    try:
        return call(*args, **named)
    except (OSError, TypeError, ValueError) as e:
        return e


print(socket.getaddrinfo(b"127.0.0.1", 80))
# expect: [(2, 1, 0, '', ('127.0.0.1', 80))]
s = socket.socket()
print(s.bind((b"127.0.0.1", 80)), attempt(s.bind, (bytearray(b"127.0.0.1"), 80)))
# expect: None can't convert 'bytearray' object to str implicitly
w = network.WLAN(0)
w.ifconfig((b"10.0.0.1", b"255.0.0.0", b"10.0.0.2", b"8.8.8.8"))
print(w.ifconfig())
# expect: ('10.0.0.1', '255.0.0.0', '10.0.0.2', '8.8.8.8')
w.ipconfig(addr4=(b"10.0.0.3", b"255.0.0.0"), gw4=b"10.0.0.4")
print(w.ifconfig(), attempt(w.ipconfig, b"gw4"))
# expect: ('10.0.0.3', '255.0.0.0', '10.0.0.4', '8.8.8.8') can't convert 'bytes' object to str implicitly
# Without a slash in it, it is a tuple of two to the firmware if it is no str.
print(attempt(w.ipconfig, addr4=b"10.0.0.3"))
# expect: object 'bytes' isn't a tuple or list
print(network.hostname(b"x"), network.hostname(), network.country(b"DE"), network.country())
# expect: None x None DE
print(w.config(hostname=b"y"), network.hostname(), attempt(w.status, b"rssi"))
# expect: None y can't convert 'bytes' object to str implicitly
point = network.WLAN(1)
print(point.config(ssid=b"here"), point.config("ssid"), attempt(point.config, ssid=bytearray(b"there")))
# expect: None here can't convert 'bytearray' object to str implicitly


class Device:
    def __init__(self):
        self.data = bytearray(64 * 512)

    def readblocks(self, n, buffer):
        buffer[:] = self.data[n * 512 : n * 512 + len(buffer)]

    def writeblocks(self, n, buffer):
        self.data[n * 512 : n * 512 + len(buffer)] = buffer

    def ioctl(self, command, _):
        return {4: 64, 5: 512}.get(command, 0)


device = Device()
vfs.VfsFat.mkfs(device)
vfs.mount(device, b"/p")
with open("/p/a", b"w") as file:
    file.write("text")
print(open(b"/p/a", b"r").read(), vfs.mount()[-1][1], attempt(vfs.umount, b"/p"), vfs.umount("/p"))
# expect: text /p [Errno 22] EINVAL None
# differs: the oracle has no network
