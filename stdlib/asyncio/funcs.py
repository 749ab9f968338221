# Waiting with a limit, and for several at once.

from . import core


# A coroutine: the outcome of `aw`. If that has not ended after `timeout` (None: no limit), it is cancelled, and TimeoutError is raised.
async def wait_for(aw, timeout, sleep=core.sleep):
    task = core._promote_to_task(aw)
    if timeout is None:
        return await task
    waiter = core.cur_task
    # Thrown into the waiter when the task has ended. Any other CancelledError comes from outside.
    ended = core.CancelledError()
    result = None
    failure = None

    async def watch():
        nonlocal result, failure
        try:
            result = await task
        except BaseException as error:
            failure = error
        if waiter.data is None and waiter.cancel():
            waiter.data = ended

    watcher = core.create_task(watch())
    try:
        await sleep(timeout)
    except core.CancelledError as error:
        if error is not ended:
            watcher.cancel()
            raise error
        if failure is not None:
            raise failure
        return result
    # This reaches the task as well, because the watcher awaits it.
    watcher.cancel()
    await watcher
    raise core.TimeoutError


def wait_for_ms(aw, timeout):
    return wait_for(aw, timeout, core.sleep_ms)


# A task in gather that waits for others; it is that task's `data` meanwhile.
class _Gathering:
    def __init__(self, task, return_exceptions):
        self.task = task
        self.return_exceptions = return_exceptions
        self.left = 0
        self.failure = None

    # Called for each of the others when it ends. Once the waiting task has been woken or cancelled, its `data` is no longer this.
    def ended(self, task, outcome):
        if self.task.data is not self:
            return
        if self.return_exceptions or isinstance(outcome, StopIteration):
            self.left -= 1
            if self.left:
                return
        else:
            self.failure = outcome
        core._task_queue.push(self.task)

    # A cancelled task is on no queue.
    def remove(self, task):
        pass


# A coroutine: the results of all, in order. The first failure ends it, unless `return_exceptions` is true.
def gather(*aws, return_exceptions=False):
    tasks = [core._promote_to_task(aw) for aw in aws]
    gathering = _Gathering(core.cur_task, return_exceptions)
    ended = gathering.ended
    failed = False
    for task in tasks:
        if task.state is True:
            task.state = ended
            gathering.left += 1
        elif task.state:
            raise RuntimeError("can't gather")
        elif not isinstance(task.data, StopIteration):
            failed = not return_exceptions

    cancelled = False
    if gathering.left and not failed:
        core.cur_task.data = gathering
        try:
            yield
        except core.CancelledError as error:
            cancelled = True
            gathering.failure = error

    results = []
    for task in tasks:
        if task.state is ended:
            # It still runs, but is no longer gathered.
            task.state = True
            if cancelled:
                task.cancel()
        elif isinstance(task.data, StopIteration):
            results.append(task.data.value)
        elif return_exceptions:
            results.append(task.data)
        elif gathering.failure is None:
            gathering.failure = task.data
    if gathering.failure is not None:
        raise gathering.failure
    return results
