# board: pybv11
import select
import socket

s = socket.socket()
print(s, socket.socket(socket.AF_INET6, socket.SOCK_DGRAM, 17))
print(socket.getaddrinfo("192.168.1.300", 80))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


address = ("10.0.0.1", 80)
attempt(lambda: socket.getaddrinfo("example.org", 80))
attempt(lambda: s.bind(address))
attempt(lambda: s.connect(("", 80)))
attempt(lambda: s.connect(("10.0.1", 80)))
attempt(lambda: s.connect((1, 2, 3)))
attempt(lambda: s.listen())
attempt(lambda: s.accept())
attempt(lambda: s.send(b"x"))
attempt(lambda: s.recv(10))
attempt(lambda: s.sendto(b"x", address))
attempt(lambda: s.settimeout(1))
attempt(lambda: socket.socket(None))
poll = select.poll()
poll.register(s)
print([event for _, event in poll.poll(0)])
s.close()
print([event for _, event in poll.poll(0)], s.makefile() is s)
# expect: <socket fd=-1 timeout=-1 domain=2 type=1 proto=0 bound=false> <socket fd=-1 timeout=-1 domain=10 type=2 proto=17 bound=false>
# expect: [(2, 1, 0, '', ('192.168.1.44', 80))]
# expect: OSError('no available NIC',)
# expect: OSError('no available NIC',)
# expect: OSError('no available NIC',)
# expect: ValueError('invalid arguments',)
# expect: ValueError('requested length 2 but object has length 3',)
# expect: OSError(107,)
# expect: OSError(22,)
# expect: OSError(32,)
# expect: OSError(107,)
# expect: OSError('no available NIC',)
# expect: OSError(107,)
# expect: TypeError("can't convert NoneType to int",)
# expect: [20]
# expect: [32] True
# differs: the oracle lacks the module
