async def f():
    print('in f')
    return 5
c = f()
print(type(c))  # expect: <class 'generator'>
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
# expect: in f
# expect: 5
