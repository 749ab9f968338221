def pause():
    yield
async def f():
    try:
        await pause()
    finally:
        print('cleanup')
c = f()
c.send(None)
c.close()  # expect: cleanup
