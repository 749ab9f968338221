# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def waiter(flag):
    for i in range(2):
        await flag.wait()
        print('flag', i)
async def main():
    flag = asyncio.ThreadSafeFlag()
    t = asyncio.create_task(waiter(flag))
    for i in range(2):
        await asyncio.sleep_ms(1)
        flag.set()
    await t
asyncio.run(main())
# expect: flag 0
# expect: flag 1
