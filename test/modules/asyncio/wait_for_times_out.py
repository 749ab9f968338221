# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def slow(ms):
    try:
        await asyncio.sleep_ms(ms)
        return ms
    except asyncio.CancelledError:
        print('slow cancelled')
        raise
async def main():
    print(await asyncio.wait_for(slow(1), 1))
    try:
        await asyncio.wait_for_ms(slow(1000), 5)
    except asyncio.TimeoutError as e:
        print(repr(e))
    print(await asyncio.wait_for(slow(2), None))
asyncio.run(main())
# expect: 1
# expect: slow cancelled
# expect: TimeoutError()
# expect: 2
