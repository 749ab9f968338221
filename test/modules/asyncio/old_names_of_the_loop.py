# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import uasyncio


async def blink(name, ms):
    for _ in range(2):
        print(name)
        await uasyncio.sleep_ms(ms)


async def stop(loop):
    await uasyncio.sleep_ms(100)
    print("stop")
    loop.stop()


loop = uasyncio.get_event_loop(16, 16)
loop.create_task(blink("green", 20))
loop.create_task(blink("blue", 30))
loop.create_task(stop(loop))
loop.run_forever()
print(loop.run_until_complete(blink("red", 1)), uasyncio.__version__)
# expect: green
# expect: blue
# expect: green
# expect: blue
# expect: stop
# expect: red
# expect: red
# expect: None (3, 0, 0)
