# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def f():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print('cancelled')
        raise
    finally:
        print('finally')
async def main():
    t = asyncio.create_task(f())
    await asyncio.sleep_ms(1)
    print(t.done(), t.cancel(), t.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print('main', type(e), t.done(), t.cancel())
asyncio.run(main())
# expect: False True False
# expect: cancelled
# expect: finally
# expect: main <class 'CancelledError'> True False
