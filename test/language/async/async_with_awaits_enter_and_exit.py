class C:
    async def __aenter__(self):
        print('enter')
        return 'v'
    async def __aexit__(self, t, v, tb):
        print('exit', t, v)
        return t is ValueError
async def f():
    async with C() as x:
        print(x)
    async with C():
        raise ValueError('swallowed')
    async with C():
        return 'returned'
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
# expect: enter
# expect: v
# expect: exit None None
# expect: enter
# expect: exit <class 'ValueError'> swallowed
# expect: enter
# expect: exit None None
# expect: returned
