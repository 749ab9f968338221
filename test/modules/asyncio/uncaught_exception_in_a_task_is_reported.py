# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def bad():
    raise ValueError('lost')
async def main():
    loop = asyncio.get_event_loop()
    loop.set_exception_handler(lambda loop, context: print(context['message'], repr(context['exception'])))
    asyncio.create_task(bad())
    await asyncio.sleep_ms(1)
    print('main goes on')
asyncio.run(main())
# expect: Task exception wasn't retrieved ValueError('lost',)
# expect: main goes on
