# differs: the oracle has no threads
import _thread
import micropython

started = _thread.allocate_lock()
finished = _thread.allocate_lock()
started.acquire()
finished.acquire()


def other():
    started.acquire()
    print([1, 2, 3])
    finished.release()


_thread.start_new_thread(other, ())
micropython.heap_lock()
started.release()
finished.acquire()
print(micropython.heap_unlock())
# expect: [1, 2, 3]
# expect: 0
