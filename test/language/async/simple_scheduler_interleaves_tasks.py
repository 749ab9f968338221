def switch():
    yield
async def task(name, n):
    for i in range(n):
        print(name, i)
        await switch()
    return name
def run(tasks):
    while tasks:
        t = tasks.pop(0)
        try:
            t.send(None)
            tasks.append(t)
        except StopIteration as e:
            print('done', e.value)
run([task('a', 2), task('b', 3)])
# expect: a 0
# expect: b 0
# expect: a 1
# expect: b 1
# expect: done a
# expect: b 2
# expect: done b
