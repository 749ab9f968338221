class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self):
        print('aiter')
        return self
    async def __anext__(self):
        if self.i == self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
async def f():
    async for x in Count(3):
        if x == 2: continue
        print(x)
    else:
        print('else')
    async for x in Count(3):
        break
    else:
        print('never')
    return x
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
# expect: aiter
# expect: 1
# expect: 3
# expect: else
# expect: aiter
# expect: 1
