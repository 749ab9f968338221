class Pause:
    def __init__(self, n): self.n = n
    def __iter__(self):
        x = yield self.n
        return x
    __await__ = __iter__
async def inner():
    return (await Pause(1)) + (await Pause(2))
async def outer():
    r = await inner()
    print('r', r)
    return r * 2
c = outer()
print(c.send(None), c.send(10))  # expect: 1 2
try:
    c.send(20)
except StopIteration as e:
    print(e.value)
# expect: r 30
# expect: 60
