# Statements of the shapes that programs have most. What Ohm makes of each is kept in src/embedded/shapes.ts (scripts/embed-shapes.ts):
# names, numbers, strings and what stands in brackets have one shape whatever they are.
import a
import a as b
import a, b
import a.b
from a import b
from a import b, c
from a import b, c, d

a = 1
a = -1
a = 's'
a = b
a = b.c
a = None
a = True
a = False
a = []
a = [1]
a = [b]
a = [1, 2]
a = [1, 2, 3]
a = {}
a = ()
a = (1)
a = (1, 2)
a = (b, c)
a = (b, 1)
a = b()
a = b(1)
a = b('s')
a = b(c)
a = b(c, d)
a = b(c, 1)
a = b(1, c)
a = b(1, 2)
a = b(c(d))
a = b(c[d])
a = b.c()
a = b.c.d()
a = b.c(d)
a = b.c(d.e)
a = b.c(d.e())
a = b.c(1)
a = b[1]
a = b[c]
a = b['s']
a = b[c[d]]
a = b[-1]
a = b[1:]
a = b[:1]
a = b[1:2]
a = b[c:]
a = b[:c]
a = b + 1
a = b - 1
a = b * 1
a = b // 1
a = b % 1
a = b & 1
a = b + c
a = b - c
a = b * c
a = b / c
a = b + 's'
a, b = b, a
a, b = c
a += 1
a -= 1
a += b
a -= b
a *= b
a += b(c)
a.b = 1
a.b = 's'
a.b = c
a.b = None
a.b = True
a.b = False
a.b = []
a.b = {}
a.b = c()
a.b = c.d
a.b = c.d()
a.b += 1
a.b += c
a[b] = 1
a[b] = c
a[1] = b
a['s'] = b
a[b] += 1
a[b] += c
a()
a(b)
a(b, c)
a('s')
a('s', b)
a('s', b, 's', c)
a(f'{b}')
a('s' % b)
a('s'.b(c))
a(b())
a(b(c))
a(b.c)
a(b + c)
a(b, c=1)
a(b, c=d)
a(b=1)
a(b=c)
a(1, b=2)
a.b()
a.b(1)
a.b('s')
a.b(c)
a.b(c, d)
a.b(1, 2)
a.b.c()
a.b.c(d)


def a():
    return


def a(b):
    return b


def a(b, c):
    return 1


def a(b, c, d):
    return True


def a(b, c=1):
    return False


def a(b, c=None):
    return None


async def a():
    await b()


async def a(b):
    await b.c()


async def a(b, c):
    await b.c(d)


class A:
    def __init__(self):
        pass


class A(B):
    def __init__(self, b):
        self.b = b


while True:
    break

while a:
    continue

while a < b:
    a += 1

while a > 1:
    a -= 1

for a in b:
    pass

for a in range(1):
    pass

for a in b():
    pass

for a in b.c():
    pass

for a, b in c():
    pass

if a:
    pass
elif b:
    pass
else:
    pass

if not a:
    pass

if a is None:
    pass

if a is not None:
    pass

if a == 1:
    pass
elif a == 2:
    pass

if a == 's':
    pass

if a == b:
    pass

if a != b:
    pass

if a < b:
    pass

if a > b:
    pass

if a >= b:
    pass

if a > 1:
    pass

if a < 1:
    pass

if a in b:
    pass

if a():
    pass

if a.b():
    pass

if a.b:
    pass

if __name__ == '__main__':
    a()

try:
    a()
except A:
    pass

try:
    a()
except A as b:
    raise

try:
    a()
except:
    pass
else:
    pass

try:
    a()
finally:
    pass

with a:
    pass

with a() as b:
    pass

with a(b) as c:
    pass

global a
global a, b
del a
del a[b]
assert a
assert a == b


def a():
    yield
    yield b
    yield from b
    return a()
    return a.b
    return a(b)
    return a.b(c)
    return a + b
    return a * b
    return a, b
    return self.a
    raise A
    raise A()
    raise A('s')


a = [b for c in d]
a = [b for c in range(1)]
a = [b(c) for c in d]
a = lambda: b
a = lambda b: c
a = b if c else d
a = b and c
a = b or c
a = not b
a = await b
a = await b()
a = {'s': 1}
a = {'s': b, 's': c}
@a
def b():
    pass
@a.b
def c(d):
    pass
