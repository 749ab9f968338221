# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def fail():
    raise ValueError("lost")


def handler(loop, context):
    print(context["message"], repr(context["exception"]), context["future"].done(), loop is asyncio.get_event_loop())


async def main():
    asyncio.get_event_loop().set_exception_handler(handler)
    print(asyncio.get_event_loop().get_exception_handler() is handler)
    asyncio.create_task(fail())
    await asyncio.sleep_ms(1)
    heard = asyncio.create_task(fail())
    try:
        await heard
    except ValueError as error:
        print("heard", error)
    await asyncio.sleep_ms(1)
    print("done")


asyncio.run(main())
# expect: True
# expect: Task exception wasn't retrieved ValueError('lost',) True True
# expect: heard lost
# expect: done
