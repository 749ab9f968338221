async def f(a):
    return [x async for x in a]  # syntax error: invalid syntax
