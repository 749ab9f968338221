# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def f():
    return 5
async def main():
    t = asyncio.create_task(f())
    print(asyncio.current_task() is t, t.done())
    print(await t, t.done(), await t)
asyncio.run(main())
# expect: False False
# expect: 5 True 5
