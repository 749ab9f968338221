# Event driven: nothing happens until somebody presses the USR switch; its interrupt only notes that it was pressed.
# Either pyboard. The red LED follows the presses; the main loop sleeps in between.
import pyb

LED = pyb.LED(1)
presses = 0
pending = False


def pressed():
    # In an interrupt: no allocation, no waiting, as little as possible.
    global presses, pending
    presses += 1
    pending = True


pyb.Switch().callback(pressed)

while True:
    pyb.wfi()
    if pending:
        pending = False
        LED.toggle()
        print('pressed', presses, 'times')
