def pause():
    yield 'paused'
async def f():
    try:
        await pause()
    except ValueError as e:
        print('caught', e)
    await pause()
    return 'end'
c = f()
print(c.send(None))  # expect: paused
print(c.throw(ValueError('x')))
# expect: caught x
# expect: paused
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
# expect: end
