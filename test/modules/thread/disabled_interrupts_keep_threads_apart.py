# differs: the oracle has no threads
import _thread
import machine
import time

order = []
done = []


def count(name):
    state = machine.disable_irq()
    for i in range(3000):
        if not order or order[-1] != name:
            order.append(name)
    machine.enable_irq(state)
    done.append(name)


_thread.start_new_thread(count, ("second",))
count("first")
while len(done) < 2:
    time.sleep_ms(1)
print(order)
# expect: ['first', 'second']
