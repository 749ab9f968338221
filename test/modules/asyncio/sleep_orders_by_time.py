# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def at(ms):
    await asyncio.sleep_ms(ms)
    print(ms)
async def main():
    tasks = [asyncio.create_task(at(ms)) for ms in (30, 10, 20)]
    for t in tasks:
        await t
asyncio.run(main())
# expect: 10
# expect: 20
# expect: 30
