# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def work(ms):
    try:
        await asyncio.sleep_ms(ms)
        return ms
    except asyncio.CancelledError:
        print("work cancelled")
        raise


async def fail():
    raise ValueError("no")


async def main():
    print(await asyncio.wait_for(work(10), 1))
    print(await asyncio.wait_for(work(10), None))
    try:
        await asyncio.wait_for_ms(work(1000), 20)
    except asyncio.TimeoutError as error:
        print("timeout", repr(error))
    try:
        await asyncio.wait_for(fail(), 1)
    except ValueError as error:
        print("failed", error)
    task = asyncio.create_task(asyncio.wait_for(work(1000), 1))
    await asyncio.sleep_ms(5)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep_ms(5)


asyncio.run(main())
# expect: 10
# expect: 10
# expect: work cancelled
# expect: timeout TimeoutError()
# expect: failed no
# expect: work cancelled
# expect: cancelled
