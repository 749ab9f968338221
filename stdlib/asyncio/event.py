# Event, for tasks; ThreadSafeFlag, which interrupt handlers and other threads may set, too.

from _asyncio import Flag
from . import core


class Event:
    def __init__(self):
        self.state = False
        self.waiting = core.TaskQueue()

    def is_set(self):
        return self.state

    # To be called only from tasks.
    def set(self):
        self.state = True
        while self.waiting.peek():
            core._task_queue.push(self.waiting.pop())

    def clear(self):
        self.state = False

    # A coroutine.
    def wait(self):
        if not self.state:
            self.waiting.push(core.cur_task)
            core.cur_task.data = self.waiting
            yield
        return True


# A stream that can be read while the flag is set: the loop sees that without being told. One task may wait for it.
class ThreadSafeFlag(Flag):
    # A coroutine. Clears the flag when it ends.
    def wait(self):
        if not self.state:
            yield core._io_queue.queue_read(self)
        self.clear()
