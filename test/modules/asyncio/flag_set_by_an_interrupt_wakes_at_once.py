# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio, pyb, time

flag = asyncio.ThreadSafeFlag()


def fire(timer):
    flag.set()
    timer.callback(None)


async def main():
    start = time.ticks_ms()
    timer = pyb.Timer(4, freq=5)
    timer.callback(fire)
    await flag.wait()
    print(200 <= time.ticks_diff(time.ticks_ms(), start) <= 201)
    flag.set()
    flag.clear()
    try:
        await asyncio.wait_for_ms(flag.wait(), 50)
    except asyncio.TimeoutError:
        print("clear")


asyncio.run(main())
# expect: True
# expect: clear
