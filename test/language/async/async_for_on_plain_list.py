async def f():
    async for x in [1]:  # raises: AttributeError: 'list' object has no attribute '__aiter__'
        pass
f().send(None)
