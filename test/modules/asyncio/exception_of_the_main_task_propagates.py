# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def main():
    await asyncio.sleep(0)
    raise KeyError('main')
try:
    asyncio.run(main())
except KeyError as e:
    print(repr(e))
# expect: KeyError('main',)
