# Railroad lights, asyncio: two tasks take turns whenever one of them waits.
# Pyboard D.
import asyncio
import pyb

BLUE = pyb.LED(3)
GREEN = pyb.LED(2)


async def blink(led, pause_ms):
    while True:
        led.toggle()
        await asyncio.sleep_ms(pause_ms)


async def main():
    BLUE.on()
    GREEN.off()
    await asyncio.gather(blink(BLUE, 150), blink(GREEN, 150))


asyncio.run(main())
