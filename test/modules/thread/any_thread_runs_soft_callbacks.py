# Scheduled functions run in whichever thread has its turn, here in one that computes while the main thread waits for a lock.
# differs: the oracle has no threads
import _thread
import micropython

main = _thread.get_ident()
where = []
lock = _thread.allocate_lock()
lock.acquire()


def soft(argument):
    where.append(_thread.get_ident() == main)


def compute():
    micropython.schedule(soft, None)
    for i in range(100):
        if i > 50:
            pass
    print(where)  # expect: [False]
    lock.release()


_thread.start_new_thread(compute, ())
lock.acquire()
print(where)  # expect: [False]
