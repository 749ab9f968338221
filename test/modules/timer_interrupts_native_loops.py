# board: pybv11
# differs: the oracle has no pyb
import pyb

count = 0


def tick(timer):
    global count
    count += 1


timer = pyb.Timer(4, freq=1000, callback=tick)
for loop in (
    lambda: sum(map(abs, range(5000))),
    lambda: -1 in map(abs, range(5000)),
    lambda: any(map(lambda x: False, range(1000))),
    lambda: sorted(range(100), key=lambda x: -x),
):
    start = pyb.millis()
    count = 0
    loop()
    print(abs(pyb.elapsed_millis(start) - count) <= 1, count > 5)
timer.deinit()
# expect: True True
# expect: True True
# expect: True True
# expect: True True
