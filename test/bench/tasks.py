# A cooperative scheduler of generators, with queues between its tasks.
from collections import deque


class Scheduler:
    def __init__(self):
        self.ready = deque((), 32)
        self.now = 0

    def add(self, task):
        self.ready.append((0, task))

    def run(self):
        ready = self.ready
        while ready:
            due, task = ready.popleft()
            if due > self.now:
                ready.append((due, task))
                self.now += 1
                continue
            try:
                delay = next(task)
            except StopIteration:
                continue
            ready.append((self.now + delay, task))


def producer(queue, n):
    for i in range(n):
        queue.append(i)
        yield 1 + i % 3


def consumer(queue, out, n):
    seen = 0
    while seen < n:
        while queue:
            out[0] += queue.popleft()
            seen += 1
        yield 1


def run(n):
    scheduler = Scheduler()
    out = [0]
    for i in range(4):
        queue = deque((), 64)
        scheduler.add(producer(queue, n))
        scheduler.add(consumer(queue, out, n))
    scheduler.run()
    return out[0], scheduler.now


CASES = [("tasks", run, 1000)]
