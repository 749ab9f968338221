# An uncaught exception is reported and ends its thread; SystemExit ends it silently; the others go on.
# differs: the oracle has no threads
import _thread
import sys
import time


class Task:
    def __call__(self):
        raise ValueError(1)

    def __repr__(self):
        return "Task()"


_thread.start_new_thread(Task(), ())
time.sleep_ms(1)
# expect: Unhandled exception in thread started by Task()
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 10, in __call__
# expect: ValueError: 1


def leave(how):
    how()
    print("not reached")


for how in (_thread.exit, sys.exit):
    _thread.start_new_thread(leave, (how,))
    time.sleep_ms(1)
print("main goes on")  # expect: main goes on
