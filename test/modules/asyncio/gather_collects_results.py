# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def f(x):
    await asyncio.sleep_ms(10 - x)
    return x
async def bad():
    raise ValueError('bad')
async def main():
    print(await asyncio.gather(f(1), f(5), f(3)))
    print(await asyncio.gather(f(1), bad(), return_exceptions=True))
    try:
        await asyncio.gather(bad(), f(1))
    except ValueError as e:
        print('raised', e)
asyncio.run(main())
# expect: [1, 5, 3]
# expect: [1, ValueError('bad',)]
# expect: raised bad
