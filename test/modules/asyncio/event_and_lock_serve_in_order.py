# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def waiter(event, name):
    print(name, await event.wait())


async def holder(lock, name):
    async with lock:
        print(name, "holds", lock.locked())
        await asyncio.sleep_ms(5)


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, name)) for name in "ab"]
    await asyncio.sleep_ms(1)
    print(event.is_set())
    event.set()
    print(event.is_set())
    await asyncio.sleep_ms(1)
    event.clear()
    print(event.is_set())

    lock = asyncio.Lock()
    tasks = [asyncio.create_task(holder(lock, name)) for name in "cde"]
    await asyncio.sleep_ms(1)
    tasks[1].cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled")
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
# expect: False
# expect: True
# expect: a True
# expect: b True
# expect: False
# expect: c holds True
# expect: e holds True
# expect: cancelled
# expect: False
# expect: Lock not acquired
