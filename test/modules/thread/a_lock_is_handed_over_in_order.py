# Whoever asks first gets the lock first; a release hands it over, so that it is locked when the releasing thread looks again.
# differs: the oracle has no threads
import _thread
import time

lock = _thread.allocate_lock()
order = []


def task(name):
    with lock:
        order.append(name)
        time.sleep_ms(2)


lock.acquire()
for name in "abc":
    _thread.start_new_thread(task, (name,))
    time.sleep_ms(1)
print(lock.acquire(0), lock.locked())  # expect: False True
lock.release()
print(lock.acquire(False), lock.locked())  # expect: False False
time.sleep_ms(20)
print(order, lock.locked())  # expect: ['a', 'b', 'c'] False
print(lock.acquire(1, 5), lock.acquire(False, 5))  # expect: True False
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(repr(e))  # expect: RuntimeError()
