from machine import Timer


def show(**settings):
    try:
        print(Timer(-1, **settings))
    except ValueError as e:
        print(e)


show(period=0x3FFFFFFF)
show(period=-10)
# An int of the firmware, -1 is the mark of a period that is not given.
show(period=-1)
show(period=-10, tick_hz=-1)
show(period=10, tick_hz=-1)
show(period=10, tick_hz=0)
show(period=0, tick_hz=0)
show(freq=-5)
show(freq=float("nan"))
# expect: Timer(mode=PERIODIC, period=1073741823)
# expect: period too large
# expect: Timer(mode=PERIODIC, period=1000)
# expect: Timer(mode=PERIODIC, period=1)
# expect: Timer(mode=PERIODIC, period=1)
# expect: period too large
# expect: Timer(mode=PERIODIC, period=1)
# expect: Timer(mode=PERIODIC, period=1)
# expect: Timer(mode=PERIODIC, period=1)
# differs: the oracle has no machine.Timer
