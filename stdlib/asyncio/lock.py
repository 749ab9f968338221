# Lock, for tasks, which get it in the order in which they ask.

from . import core


class Lock:
    def __init__(self):
        # False: free. True: held. A task: promised to that task, which will hold it when it runs next.
        self.state = False
        self.waiting = core.TaskQueue()

    def locked(self):
        return self.state is True

    def release(self):
        if self.state is not True:
            raise RuntimeError("Lock not acquired")
        self._pass_on()

    def _pass_on(self):
        if self.waiting.peek():
            self.state = self.waiting.pop()
            core._task_queue.push(self.state)
        else:
            self.state = False

    # A coroutine.
    def acquire(self):
        if self.state is not False:
            task = core.cur_task
            self.waiting.push(task)
            task.data = self.waiting
            try:
                yield
            except core.CancelledError as error:
                if self.state is task:
                    self._pass_on()
                raise error
        self.state = True
        return True

    async def __aenter__(self):
        return await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        return self.release()
