# Railroad lights, asyncio: two tasks take turns whenever one of them waits.
# Pyboard v1.1.
import asyncio
import pyb

BLUE = pyb.LED(4)
YELLOW = pyb.LED(3)


async def blink(led, pause_ms):
    while True:
        led.toggle()
        await asyncio.sleep_ms(pause_ms)


async def main():
    BLUE.on()
    YELLOW.off()
    await asyncio.gather(blink(BLUE, 150), blink(YELLOW, 150))


asyncio.run(main())
