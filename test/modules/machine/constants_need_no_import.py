# differs: the oracle's `machine` has no constants
# The compiler puts a constant of the module in the place of the attribute, whatever the name stands for when the program runs.
machine = None
print(machine.SOFT_RESET, machine.PWRON_RESET, machine.HARD_RESET, machine.WDT_RESET, machine.DEEPSLEEP_RESET)
# expect: 0 1 2 3 4
try:
    machine.reset_cause
except AttributeError as e:
    print(e)
# expect: 'NoneType' object has no attribute 'reset_cause'
