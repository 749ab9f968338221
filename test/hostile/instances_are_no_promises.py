# differs: the package's asyncio has no run
import asyncio


class Thenable:
    def then(self, resolve, reject=None):
        print("never called")


async def give():
    return Thenable()


async def main():
    t = await give()
    print(type(t).__name__)
    try:
        await t
    except Exception as e:
        print(type(e).__name__)


asyncio.run(main())
# expect: Thenable
# expect: TypeError
