# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def f(x):
    await asyncio.sleep(0)
    return x * 2
print(asyncio.run(f(21)))
# expect: 42
