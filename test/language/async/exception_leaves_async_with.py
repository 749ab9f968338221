class C:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): print('exit', a[0])
async def f():
    for i in range(2):
        async with C():
            if i == 0: continue
            raise KeyError('k')
try:
    f().send(None)
except KeyError as e:
    print(repr(e))
# expect: exit None
# expect: exit <class 'KeyError'>
# expect: KeyError('k',)
