# differs: the oracle runs asyncio on the event loop of its host
import asyncio
async def use(lock, n):
    async with lock:
        print('in', n)
        await asyncio.sleep_ms(1)
        print('out', n)
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(use(lock, i) for i in range(3)))
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
asyncio.run(main())
# expect: in 0
# expect: out 0
# expect: in 1
# expect: out 1
# expect: in 2
# expect: out 2
# expect: False
# expect: Lock not acquired
