import _asyncio, deflate, framebuf, hashlib, io, micropython, uctypes

# Keywords are refused before positional arguments are counted or looked at.
for make in uctypes.struct, micropython.RingIO, deflate.DeflateIO, hashlib.sha256, framebuf.FrameBuffer, _asyncio.Task:
    for arguments in (), (io.BytesIO(), None, None, None, None, None):
        for keywords in {}, {'k': 1}:
            try:
                make(*arguments, **keywords)
            except TypeError as err:
                print(err)
# expect: function missing 2 required positional arguments
# expect: function doesn't take keyword arguments
# expect: function expected at most 3 arguments, got 6
# expect: function doesn't take keyword arguments
# expect: function takes 1 positional arguments but 0 were given
# expect: function doesn't take keyword arguments
# expect: function takes 1 positional arguments but 6 were given
# expect: function doesn't take keyword arguments
# expect: function missing 1 required positional arguments
# expect: function doesn't take keyword arguments
# expect: function expected at most 4 arguments, got 6
# expect: function doesn't take keyword arguments
# expect: function doesn't take keyword arguments
# expect: function expected at most 1 arguments, got 6
# expect: function doesn't take keyword arguments
# expect: function missing 4 required positional arguments
# expect: function doesn't take keyword arguments
# expect: function expected at most 5 arguments, got 6
# expect: function doesn't take keyword arguments
# expect: function missing 1 required positional arguments
# expect: function doesn't take keyword arguments
# expect: function expected at most 2 arguments, got 6
# expect: function doesn't take keyword arguments
