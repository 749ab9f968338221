# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def leaf(n):
    await asyncio.sleep_ms(n)
    return [n]
async def branch(n):
    return await leaf(n) + await leaf(n + 1)
async def main():
    r = await branch(1)
    print(r)
    t = asyncio.create_task(branch(2))
    print(await t)
asyncio.run(main())
# expect: [1, 2]
# expect: [2, 3]
