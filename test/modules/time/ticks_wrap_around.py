import time
print(time.ticks_diff(5, 3), time.ticks_diff(3, 5), time.ticks_add(5, -6) > 0, time.ticks_diff(time.ticks_add(0, -1), 0), time.ticks_diff(time.ticks_add(2 ** 29, 100), 2 ** 29))
# expect: 2 -2 True -1 100
a = time.ticks_ms()
time.sleep_ms(2)
print(time.ticks_diff(time.ticks_ms(), a) >= 2)  # expect: True
