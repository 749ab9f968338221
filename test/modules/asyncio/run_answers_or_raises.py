# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio


async def answer():
    await asyncio.sleep(0)
    return 42


async def fail():
    await asyncio.sleep(0)
    raise ValueError("no")


print(asyncio.run(answer()))
try:
    asyncio.run(fail())
except ValueError as error:
    print(error)
try:
    asyncio.run(1)
except TypeError as error:
    print(error)
try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
# expect: 42
# expect: no
# expect: coroutine expected
# expect: no running event loop
