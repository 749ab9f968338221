# board: pybd-sf2
# Sockets of a board whose radio is off (`extmod/modlwip.c`): what needs no network works, the rest finds no way.
import select, socket, time

s = socket.socket()
print(s, s.makefile() is s, socket.__name__)
# expect: <socket state=0 timeout=4294967295 incoming=0 off=0> True lwip


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


nowhere = ("10.0.0.1", 80)
attempt(lambda: s.recv(1))
# expect: OSError(107,)
attempt(lambda: s.send(b"x"))
# expect: OSError(107,)
attempt(lambda: s.accept())
# expect: OSError(22,)
attempt(lambda: s.connect(nowhere))
# expect: OSError(113,)
attempt(lambda: s.connect(("10.0.0.1", 80, 0)))
# expect: ValueError('requested length 2 but object has length 3',)
attempt(lambda: s.connect(("nowhere", 80)))
# expect: ValueError('invalid arguments',)
attempt(lambda: s.bind(("", 8080)))
# expect: None
attempt(lambda: socket.socket().bind(("", 8080)))
# expect: OSError(98,)
attempt(lambda: s.listen(1))
# expect: None
attempt(lambda: s.listen(1))
# expect: OSError(107,)
attempt(lambda: s.recv(1))
# expect: OSError(107,)
s.settimeout(0.05)
start = time.ticks_ms()
attempt(lambda: s.accept())
# expect: OSError(110,)
print(time.ticks_diff(time.ticks_ms(), start))
# expect: 50
s.setblocking(False)
print(s)
# expect: <socket state=1 timeout=0 incoming=0 off=0>
attempt(lambda: s.accept())
# expect: OSError(11,)
s.close()
attempt(lambda: s.recv(1))
# expect: OSError(9,)
attempt(lambda: s.send(b"x"))
# expect: OSError(9,)
attempt(lambda: s.connect(nowhere))
# expect: OSError(9,)
attempt(lambda: s.close())
# expect: None
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(u)
# expect: <socket state=4 timeout=4294967295 incoming=0>
attempt(lambda: u.sendto(b"x", nowhere))
# expect: OSError(113,)
attempt(lambda: u.listen())
# expect: OSError(95,)
attempt(lambda: u.accept())
# expect: OSError(95,)
attempt(lambda: u.sendall(b"x"))
# expect: NotImplementedError()
attempt(lambda: u.recv(1, socket.MSG_DONTWAIT))
# expect: OSError(11,)
u.settimeout(0.1)
start = time.ticks_ms()
attempt(lambda: u.recvfrom(1))
# expect: OSError(110,)
print(time.ticks_diff(time.ticks_ms(), start))
# expect: 101
poll = select.poll()
poll.register(u)
poll.register(socket.socket())
print([event for _, event in poll.poll(0)])
# expect: [4, 20]
u.close()
attempt(lambda: u.recv(1))
# expect: OSError(9,)
print([event for _, event in poll.poll(0)])
# expect: [32, 20]
poll = select.poll()
two = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
for each in two:
    poll.register(each)
print([item is two[1] for item, _ in list(poll.ipoll(0))])  # the one tuple, twice
# expect: [True, True]
attempt(lambda: socket.socket(None))
# expect: TypeError("can't convert NoneType to int",)
attempt(lambda: socket.socket(socket.AF_INET, 9))
# expect: OSError(22,)
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW))
# expect: NotImplementedError('socket.SOCK_RAW is not simulated',)
print(socket.getaddrinfo("10.0.0.1", 80), socket.getaddrinfo("10.1", 8))
# expect: [(2, 1, 0, '', ('10.0.0.1', 80))] [(2, 1, 0, '', ('10.0.0.1', 8))]
attempt(lambda: socket.getaddrinfo("example.org", 80))
# expect: OSError(-6,)
attempt(lambda: socket.getaddrinfo("", 80))
# expect: OSError(-16,)
s = socket.socket()
attempt(lambda: s.setsockopt(socket.SOL_SOCKET, 1234, 1))
# expect: Warning: lwip.setsockopt() not implemented
# expect: None
attempt(lambda: s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, b"1234"))
# expect: ValueError()
kept = []
try:
    while True:
        kept.append(socket.socket())
except OSError as e:
    print(e, len(kept) <= 5)
# expect: [Errno 12] ENOMEM True
# differs: the oracle lacks the module
