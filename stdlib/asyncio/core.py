# The event loop: tasks running, sleeping, and waiting for streams.
#
# A task that waits is linked to what can wake it: its `data` is the task that it awaits, or an object whose method `remove(task)`
# takes a cancelled task off a queue. Until a task has ended, its `state` says who waits for it: True for nobody, a TaskQueue of
# tasks, or a callable. Then `state` is None until somebody asks for the outcome, and False from that moment on; `data` is the
# outcome, an exception: a returned value comes as a StopIteration.

import select, sys
from time import ticks_add, ticks_diff, ticks_ms as ticks
from _asyncio import Task, TaskQueue


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


# The task that runs now; None if none does.
cur_task = None


# Sleeping


# What sleep_ms returns. There is only one, so that sleeping needs no memory: it must be awaited before the next call of sleep_ms.
class _Sleep:
    def __init__(self):
        self.until = None
        self.over = StopIteration()

    def __iter__(self):
        return self

    def __next__(self):
        until = self.until
        if until is None:
            self.over.__traceback__ = None
            raise self.over
        self.until = None
        _task_queue.push(cur_task, until)


def sleep_ms(t, sleeper=_Sleep()):
    sleeper.until = ticks_add(ticks(), max(0, t))
    return sleeper


def sleep(t):
    return sleep_ms(int(t * 1000))


# Streams


# Tasks that wait until a stream can be read or written.
class IOQueue:
    def __init__(self):
        self.poller = select.poll()
        self.map = {}  # id of the stream -> [stream, its reader, its writer]

    def queue_read(self, stream):
        self._queue(stream, 1)

    def queue_write(self, stream):
        self._queue(stream, 2)

    def _queue(self, stream, role):
        entry = self.map.get(id(stream))
        if entry is None:
            entry = [stream, None, None]
            self.map[id(stream)] = entry
        entry[role] = cur_task
        cur_task.data = self
        self._watch(entry)

    # Polls a stream for the events that its tasks wait for.
    def _watch(self, entry):
        events = 0
        if entry[1] is not None:
            events = select.POLLIN
        if entry[2] is not None:
            events |= select.POLLOUT
        if events:
            self.poller.register(entry[0], events)
        else:
            self.poller.unregister(entry[0])
            del self.map[id(entry[0])]

    def remove(self, task):
        for entry in list(self.map.values()):
            if entry[1] is task or entry[2] is task:
                entry[1 if entry[1] is task else 2] = None
                self._watch(entry)

    # Waits up to `ms` milliseconds (for ever if negative) for a stream, and wakes the tasks of all streams that are ready.
    def wait_io_event(self, ms):
        for stream, events in self.poller.ipoll(ms):
            entry = self.map[id(stream)]
            # An error or a hang-up wakes both tasks.
            if entry[1] is not None and events & ~select.POLLOUT:
                _task_queue.push(entry[1])
                entry[1] = None
            if entry[2] is not None and events & ~select.POLLIN:
                _task_queue.push(entry[2])
                entry[2] = None
            self._watch(entry)


# Tasks


def create_task(coro):
    if not hasattr(coro, "send"):
        raise TypeError("coroutine expected")
    task = Task(coro, globals())
    _task_queue.push(task)
    return task


def _promote_to_task(aw):
    return aw if isinstance(aw, Task) else create_task(aw)


def current_task():
    if cur_task is None:
        raise RuntimeError("no running event loop")
    return cur_task


# Exceptions that end a task without a report.
_QUIET = (CancelledError, StopIteration)


# Records how a task ended and wakes the tasks that wait for it. `heard`: the caller takes the outcome.
def _end(task, outcome, heard):
    waiting = task.state
    if waiting is True:
        task.state = False if heard else None
    elif callable(waiting):
        waiting(task, outcome)
        task.state = False
        heard = True
    else:
        while waiting.peek():
            _task_queue.push(waiting.pop())
            heard = True
        task.state = False
    if not heard and not isinstance(outcome, _QUIET):
        # The failure is reported if nobody has asked for the outcome by the time the task is due again.
        _task_queue.push(task)
    task.data = outcome


def _report(task):
    _failure["exception"] = task.data
    _failure["future"] = task
    Loop.call_exception_handler(_failure)


# Runs tasks until the given one has ended, and returns its result; without one, until nothing is left to do.
def run_until_complete(main_task=None):
    global cur_task
    enders = (CancelledError, Exception)
    while True:
        # Wait until a task is due. Streams are polled once before every run of a task, even if one is due already.
        ms = 1
        while ms > 0:
            task = _task_queue.peek()
            if task:
                ms = max(0, ticks_diff(task.ph_key, ticks()))
            elif _io_queue.map:
                ms = -1
            else:
                cur_task = None
                if not main_task or not main_task.state:
                    return
                # Nothing can wake a task any more, but main_task has not ended: continue until something from outside stops this.
                ms = 3
            _io_queue.wait_io_event(ms)

        task = _task_queue.pop()
        thrown = task.data
        if thrown and task.done():
            if task.state is None:
                _report(task)
            continue
        cur_task = task
        try:
            # The task queues itself somewhere before it yields.
            if thrown:
                task.data = None
                task.coro.throw(thrown)
            else:
                task.coro.send(None)
        except enders as outcome:
            if task is not main_task:
                _end(task, outcome, False)
                continue
            cur_task = None
            _end(task, outcome, True)
            if isinstance(outcome, StopIteration):
                return outcome.value
            raise outcome


def run(coro):
    return run_until_complete(create_task(coro))


# The loop


async def _nothing():
    pass


# The task whose end stops run_forever; None if run_forever does not run, or was stopped.
_stop_task = None

# What an exception handler gets.
_failure = {"message": "Task exception wasn't retrieved", "exception": None, "future": None}


# There is one loop, and it is this class.
class Loop:
    _handler = None

    @staticmethod
    def create_task(coro):
        return create_task(coro)

    @staticmethod
    def run_until_complete(aw):
        return run_until_complete(_promote_to_task(aw))

    @staticmethod
    def run_forever():
        global _stop_task
        _stop_task = Task(_nothing(), globals())
        run_until_complete(_stop_task)

    @staticmethod
    def stop():
        global _stop_task
        if _stop_task is not None:
            _task_queue.push(_stop_task)
            _stop_task = None

    @staticmethod
    def close():
        pass

    @staticmethod
    def set_exception_handler(handler):
        Loop._handler = handler

    @staticmethod
    def get_exception_handler():
        return Loop._handler

    @staticmethod
    def default_exception_handler(loop, context):
        task = context["future"]
        print(context["message"], file=sys.stderr)
        print("future:", task, "coro=", task.coro, file=sys.stderr)
        sys.print_exception(context["exception"], sys.stderr)

    @staticmethod
    def call_exception_handler(context):
        handler = Loop._handler or Loop.default_exception_handler
        handler(Loop, context)


# The parameters are those of an older asyncio, whose queues had lengths.
def get_event_loop(runq_len=0, waitq_len=0):
    return Loop


def new_event_loop():
    global _task_queue, _io_queue
    _task_queue = TaskQueue()
    _io_queue = IOQueue()
    return Loop


new_event_loop()
