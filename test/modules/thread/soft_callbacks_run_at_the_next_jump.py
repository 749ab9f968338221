# While another thread queues for the global lock, too, a soft callback runs at the first jump after it has been scheduled.
# differs: the oracle has no threads
import _thread, micropython
done = False
running = True
def cb(x):
    global done
    done = True
def sched(r=0):
    global done
    done = False
    micropython.schedule(cb, 0)
    return r
def other():
    while running: pass
g = 1
def in_if():
    sched()
    if g: return done
def behind_if():
    if g: sched()
    a = done
    if g: return (a, done)
def in_while(n=1):
    sched()
    while n:
        n = 0
        r = done
    return r
def in_range():
    sched()
    for i in range(1): return done
def in_or(): return sched() or done
tests = (in_if, behind_if, in_while, in_range, in_or)
_thread.start_new_thread(other, ())
found = {}
for i in range(400):
    result = [test() for test in tests]
    found[str(result)] = found.get(str(result), 0) + 1
running = False
print(found)
# expect: {'[True, (False, True), True, True, True]': 400}
