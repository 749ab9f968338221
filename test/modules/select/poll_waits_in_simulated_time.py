# differs: the oracle's standard input always has something to read
import io, select, sys, time


class Ready(io.IOBase):
    def __init__(self):
        self.at = time.ticks_ms() + 30

    def ioctl(self, request, argument):
        if request == 3:
            return argument if time.ticks_ms() >= self.at else 0
        return -1


poll = select.poll()
poll.register(sys.stdin, select.POLLIN)
start = time.ticks_ms()
print(poll.poll(20), time.ticks_diff(time.ticks_ms(), start))
ready = Ready()
poll.register(ready, select.POLLIN)
start = time.ticks_ms()
print([(s is ready, events) for s, events in poll.poll()], time.ticks_diff(time.ticks_ms(), start) in (29, 30))
for stream, events in poll.ipoll(0, 1):
    print(stream is ready, events)
print(list(poll.ipoll(0)))
poll.modify(ready, select.POLLOUT)
print(poll.poll(0) == [(ready, select.POLLOUT)])
poll.unregister(ready)
poll.unregister(ready)
print(poll.poll(0))
for wrong in (lambda: poll.modify(ready, 1), lambda: poll.register(1)):
    try:
        wrong()
    except OSError as error:
        print(error)
readers, writers, others = select.select([sys.stdin], [sys.stdout], [], 0)
print(readers, writers == [sys.stdout], others)
# expect: [] 20
# expect: [(True, 1)] True
# expect: True 1
# expect: []
# expect: True
# expect: []
# expect: [Errno 2] ENOENT
# expect: stream operation not supported
# expect: [] True []
