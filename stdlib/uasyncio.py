# The old name of asyncio. Nothing is kept here: each name is looked up in asyncio, which is imported anew each time, as on the board.


def __getattr__(name):
    import asyncio

    return getattr(asyncio, name)
