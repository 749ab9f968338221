# asyncio: the part of CPython's asyncio that MicroPython documents, with sleep_ms, wait_for_ms and ThreadSafeFlag.

from .core import (
    CancelledError,
    IOQueue,
    Loop,
    Task,
    TaskQueue,
    TimeoutError,
    create_task,
    current_task,
    get_event_loop,
    new_event_loop,
    run,
    run_until_complete,
    sleep,
    sleep_ms,
)

__version__ = (3, 0, 0)

# Names that are loaded when they are first asked for, with the parts of the package that have them.
_LATER = {
    "gather": "funcs",
    "wait_for": "funcs",
    "wait_for_ms": "funcs",
    "Event": "event",
    "ThreadSafeFlag": "event",
    "Lock": "lock",
    "Stream": "stream",
    "StreamReader": "stream",
    "StreamWriter": "stream",
    "open_connection": "stream",
    "start_server": "stream",
}


def __getattr__(name):
    part = _LATER.get(name)
    if part is None:
        raise AttributeError(name)
    value = getattr(__import__(part, globals(), None, (name,), 1), name)
    globals()[name] = value
    return value
