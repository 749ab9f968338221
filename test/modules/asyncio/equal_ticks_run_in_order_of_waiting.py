# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def worker(name, turns):
    for turn in range(turns):
        print(name, turn)
        await asyncio.sleep_ms(5)


async def main():
    tasks = [asyncio.create_task(worker(name, 2)) for name in "abc"]
    print("created")
    for task in tasks:
        await task


asyncio.run(main())
# expect: created
# expect: a 0
# expect: b 0
# expect: c 0
# expect: a 1
# expect: b 1
# expect: c 1
