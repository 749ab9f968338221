# board: pybv11
import pyb
import select

vcp = pyb.USB_VCP()
print(vcp, vcp is pyb.USB_VCP(0), vcp.isconnected(), vcp.any())
print(vcp.write(b"bytes\n"), vcp.send("text\n"), vcp.send(0x2E))
print(vcp.read(5), vcp.read(), vcp.recv(3, timeout=10), vcp.recv(bytearray(3), timeout=10))
print(select.poll().register(vcp), vcp.init(flow=vcp.RTS | vcp.CTS), vcp.irq(None))
with vcp as same:
    print(same is vcp)
vcp.setinterrupt(-1)
vcp.setinterrupt(3)
print(vcp.irq(), vcp.irq(print), vcp.irq(print, 0), vcp.irq(trigger=1))
for f in (lambda: pyb.USB_VCP(1), lambda: vcp.irq(1), lambda: vcp.irq(print, 2), lambda: vcp.irq(print, hard=True)):
    try:
        f()
    except Exception as e:
        print(repr(e))
# expect: USB_VCP(0) True True False
# expect: bytes
# expect: text
# expect: .6 5 1
# expect: None None b'' 0
# expect: None None None
# expect: True
# expect: None None None None
# expect: ValueError()
# expect: ValueError('handler must be None or callable',)
# expect: ValueError('unsupported trigger',)
# expect: ValueError('hard unsupported',)
# differs: the oracle has no pyb
