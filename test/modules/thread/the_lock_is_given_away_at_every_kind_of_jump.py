# The global lock is bounced behind the 32nd jump of whatever kind, not at the ends of loops alone: what one thread has looked at
# another may have changed before the first acts on it. What a condition has come to stays so meanwhile.
# differs: the oracle has no threads
import _thread, time


class Pool:
    free = 1
    lowest = 1
    left = 2


def borrow():
    for i in range(2000):
        if Pool.free > 0:
            Pool.free -= 1
            if Pool.free < Pool.lowest:
                Pool.lowest = Pool.free
            Pool.free += 1
    Pool.left -= 1


for i in range(2):
    _thread.start_new_thread(borrow, ())
while Pool.left:
    time.sleep_ms(1)
print(Pool.lowest, Pool.free)
# expect: -1 1

places = ["", ""]
seen = set()
running = True


def note(own, other):
    i = 0
    while running:
        i += 1
        places[own] = "if"
        if i & 1:
            places[own] = "else"
        else:
            places[own] = "or"
        x = i & 2 or i
        places[own] = "and"
        x = i & 1 and i
        places[own] = "if not"
        if not x:
            pass
        places[own] = "end"
        seen.add(places[other])


for i in range(2):
    _thread.start_new_thread(note, (i, 1 - i))
time.sleep_ms(500)
running = False
time.sleep_ms(10)
print(sorted(seen - {""}))
# expect: ['and', 'else', 'end', 'if', 'if not', 'or']
