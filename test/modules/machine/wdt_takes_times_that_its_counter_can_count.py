# board: pybv11
from machine import WDT
import time

wdt = WDT(timeout=200)
print(wdt is WDT(0, 300), wdt is WDT("IWDG", 100), wdt is WDT("WWDG", 40))
window = WDT("WWDG", 40)
for _ in range(10):
    time.sleep_ms(30)
    wdt.feed()
    window.feed()
print("fed")


def attempt(f):
    try:
        print(f())
    except ValueError as e:
        print(e)


attempt(lambda: WDT(1))
attempt(lambda: WDT("dog"))
attempt(lambda: WDT(0, 0))
attempt(lambda: WDT(0, 32768))
attempt(lambda: WDT("WWDG", 0))
attempt(lambda: WDT("WWDG", 1000))
# expect: True True False
# expect: fed
# expect: WDT(1) doesn't exist
# expect: WDT(dog) doesn't exist
# expect: WDT timeout too short
# expect: WDT timeout too long
# expect: WDT timeout too short
# expect: WDT timeout too long, max 49ms
# differs: the oracle has no machine
