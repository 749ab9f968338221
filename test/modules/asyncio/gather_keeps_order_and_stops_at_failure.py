# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def work(ms, result):
    await asyncio.sleep_ms(ms)
    if isinstance(result, Exception):
        raise result
    print("ends", result)
    return result


async def main():
    print(await asyncio.gather(work(20, 1), work(10, 2), work(0, 3)))
    print(await asyncio.gather())
    try:
        await asyncio.gather(work(20, 4), work(10, ValueError("5")))
    except ValueError as error:
        print("failed", error)
    await asyncio.sleep_ms(20)
    print(await asyncio.gather(work(1, 6), work(1, ValueError("7")), return_exceptions=True))
    task = asyncio.create_task(asyncio.gather(work(50, 8), work(60, 9)))
    await asyncio.sleep_ms(5)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep_ms(100)


asyncio.run(main())
# expect: ends 3
# expect: ends 2
# expect: ends 1
# expect: [1, 2, 3]
# expect: []
# expect: failed 5
# expect: ends 4
# expect: ends 6
# expect: [6, ValueError('7',)]
# expect: cancelled
