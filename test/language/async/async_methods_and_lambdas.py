class A:
    def __init__(self): self.n = 1
    async def m(self, k):
        return self.n + k
async def main():
    a = A()
    f = lambda k: a.m(k)
    return await f(5) + await a.m(6)
try:
    main().send(None)
except StopIteration as e:
    print(e.value)
# expect: 13
