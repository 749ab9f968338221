# board: pybv11
# differs: another heap, and no asyncio
import asyncio, gc


async def wait():
    data = bytearray(20000)
    await asyncio.sleep_ms(5)
    return len(data)


async def main():
    gc.collect()
    before = gc.mem_alloc()
    tasks = [asyncio.create_task(wait()) for _ in range(3)]
    await asyncio.sleep_ms(1)
    gc.collect()
    enough = gc.mem_alloc() - before >= 3 * 20000
    for task in tasks:
        await task
    return enough


print("tasks", asyncio.run(main()))  # expect: tasks True


async def keep():
    try:
        data = bytearray(20000)
    except MemoryError:
        return 0
    await asyncio.sleep_ms(5)
    return len(data)


async def many():
    return sum(await asyncio.gather(*[keep() for _ in range(20)])) < 100000


print("no more than the heap", asyncio.run(many()))  # expect: no more than the heap True
