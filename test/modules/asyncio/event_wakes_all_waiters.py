# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def wait(e, n):
    await e.wait()
    print('woken', n)
async def main():
    e = asyncio.Event()
    ts = [asyncio.create_task(wait(e, i)) for i in range(3)]
    await asyncio.sleep(0)
    print(e.is_set())
    e.set()
    print(e.is_set())
    await asyncio.gather(*ts)
    e.clear()
    print(e.is_set())
asyncio.run(main())
# expect: False
# expect: True
# expect: woken 0
# expect: woken 1
# expect: woken 2
# expect: False
