# Two threads that compute take turns every 32 jumps, not every slice: the one that starts later is not far behind.
# differs: the oracle has no threads
import _thread
import time

counts = [0, 0]
done = []


def count(i):
    while counts[i] < 20000:
        counts[i] += 1
    if not done:
        print(abs(counts[0] - counts[1]) < 1500)  # expect: True
    done.append(i)


_thread.start_new_thread(count, (1,))
count(0)
while len(done) < 2:
    pass
