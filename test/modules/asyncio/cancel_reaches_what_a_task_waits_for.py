# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer():
    try:
        await asyncio.create_task(inner())
    finally:
        print("outer ends")


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep_ms(5)
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.done(), task.cancel())
    try:
        asyncio.current_task().cancel()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
# expect: True False
# expect: inner cancelled
# expect: outer ends
# expect: cancelled True False
# expect: can't cancel self
