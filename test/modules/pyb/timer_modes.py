# board: pybv11
from pyb import Timer

# The firmware takes three center modes, of which the last two are not simulated.
for mode in (Timer.UP, Timer.DOWN, Timer.CENTER, 64, 96, 128, 1, -1):
    try:
        print(Timer(4, freq=1000, mode=mode))
    except (ValueError, NotImplementedError) as e:
        print(repr(e))
# expect: Timer(4, freq=1000, prescaler=4, period=16799, mode=UP, div=1)
# expect: Timer(4, freq=1000, prescaler=4, period=16799, mode=DOWN, div=1)
# expect: Timer(4, freq=1000, prescaler=4, period=16799, mode=CENTER, div=1)
# expect: NotImplementedError('Timer(4): mode=64 is not simulated',)
# expect: NotImplementedError('Timer(4): mode=96 is not simulated',)
# expect: ValueError('invalid mode (128)',)
# expect: ValueError('invalid mode (1)',)
# expect: ValueError('invalid mode (-1)',)
# differs: the oracle has no pyb
