# The skin LCD160CR at X shows a field for each LED: touching a field switches its LED. vpyb.json says when and where it is touched.

import lcd160cr
import pyb

lcd = lcd160cr.LCD160CR("X")
leds = [pyb.LED(number) for number in (1, 2, 3, 4)]
colours = [lcd.rgb(255, 0, 0), lcd.rgb(0, 200, 0), lcd.rgb(255, 200, 0), lcd.rgb(0, 80, 255)]
height = lcd.h // len(leds)
is_lit = [False] * len(leds)


def show(field):
    colour = colours[field]
    background = colour if is_lit[field] else 0
    lcd.set_pen(colour, background)
    lcd.rect(3, field * height + 3, lcd.w - 6, height - 6)
    lcd.set_text_color(0 if is_lit[field] else colour, background)
    lcd.set_pos(12, field * height + 16)
    lcd.write("LED {}".format(field + 1))


lcd.set_pen(0, 0)
lcd.erase()
lcd.set_font(2)
for field in range(len(leds)):
    show(field)

was_touched = False
while True:
    is_touched, x, y = lcd.get_touch()
    if is_touched and not was_touched:
        field = y // height
        is_lit[field] = not is_lit[field]
        leds[field].toggle()
        show(field)
    was_touched = is_touched
    pyb.delay(10)
