# A cooperative scheduler on a single tick: one timer counts, the main loop runs each task when its time has come.
# Pyboard v1.1. Blue toggles every 150 ms, yellow every 250 ms, and a report is printed every second.
import pyb

BLUE = pyb.LED(4)
YELLOW = pyb.LED(3)
TICK_MS = 10

ticks = 0


def tick(timer):
    global ticks
    ticks += 1


class Task:
    def __init__(self, work, period_ms):
        self.work = work
        self.period = period_ms // TICK_MS
        self.due = self.period

    def poll(self, now):
        if now >= self.due:
            self.due += self.period
            self.work()


def report():
    print('tick', ticks)


tasks = [Task(BLUE.toggle, 150), Task(YELLOW.toggle, 250), Task(report, 1000)]
pyb.Timer(4, freq=1000 // TICK_MS, callback=tick)

while True:
    now = ticks
    for task in tasks:
        task.poll(now)
    pyb.wfi()
