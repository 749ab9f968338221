# differs: the oracle has no pyb
import machine, pyb
pin = pyb.Pin('X1', pyb.Pin.OUT)
for callee in pin, pyb.Switch(), machine.Signal(pin):
    for arguments, keywords in ((1, 2), {}), ((1, 2), {'value': 1}):
        try:
            callee(*arguments, **keywords)
        except TypeError as err:
            print(err)
# expect: function expected at most 1 arguments, got 2
# expect: function doesn't take keyword arguments
# expect: function takes 0 positional arguments but 2 were given
# expect: function doesn't take keyword arguments
# expect: function expected at most 1 arguments, got 2
# expect: function doesn't take keyword arguments
