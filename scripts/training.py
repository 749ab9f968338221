# Uses what programs use, each thing a few times, so that the build finds out which parts of the simulator V8 should keep compiled.
import array
import asyncio
import gc
import io
import json
import math
import random
import re
import struct
import sys
import time
from collections import OrderedDict, deque, namedtuple

import machine
import micropython
import pyb

Point = namedtuple("Point", ("x", "y"))


class Vector:
    zero = 0

    def __init__(self, x, y, z=0.0):
        self.x, self.y, self.z = x, y, z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __getitem__(self, i):
        return (self.x, self.y, self.z)[i]

    def __len__(self):
        return 3

    def __hash__(self):
        return 7

    def __call__(self, *args, **named):
        return len(args) + len(named)

    def __repr__(self):
        return "Vector(%r, %r)" % (self.x, self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is ValueError

    @property
    def length(self):
        return math.sqrt(self.x**2 + self.y**2)

    @staticmethod
    def unit():
        return Vector(1, 0)

    @classmethod
    def make(cls, n):
        return cls(n, n)


class Named(Vector):
    __slots__ = ()

    def __init__(self, name, *args):
        super().__init__(*args)
        self.name = name


def ints(n):
    total = 0
    for i in range(n):
        total += i * 3 - i // 2 + i % 7
        total ^= i << 2
        total |= i >> 1
        total &= 0xFFFFFF
        if i & 1 and not total > 1 << 20 or i == 5:
            continue
        total = -total if total < 0 else ~total & 0xFFFF
    big = 1
    while big < 10**40:
        big = big * 7 + 1
    return total, big // 3, big % 1000, divmod(big, 12345), pow(3, 200, 1000007), big >> 40, big << 3, -big, hex(big)


def floats(n):
    x, y = 0.5, 1.5
    for i in range(n):
        x = x * 0.9 + y / (i + 1) - 0.1
        y = y**2 if y < 2 else math.sin(y) + abs(x)
        if x >= y or x != x:
            x, y = y, x
    return round(x, 3), int(y), x // 0.3, x % 0.3, math.floor(y), complex(x, y) * 2j, "%.3f %g" % (x, y), float("1e3"), -x


def lists(n):
    a = [i * i % 17 for i in range(n)]
    b = sorted(a, key=lambda v: -v)
    a.sort(reverse=True)
    a += b[1:-1:2]
    a[2:4] = [1, 2, 3]
    del a[0]
    a.extend(range(4))
    a.insert(1, a.pop())
    a.reverse()
    first, *rest = a
    t = tuple(a)
    for i, v in enumerate(zip(a, t)):
        a[i] = v[0] + v[1]
    x = [[0] * 4 for _ in range(3)]
    x[1][2] = 5
    return sum(a), min(a), max(t), a.count(1), a.index(a[-1]), first in rest, all(a), any(x[1]), list(map(str, rest[:3])), t + (1,), a == b, [1] < [2]


def dicts(n):
    d = {}
    for i in range(n):
        d[i] = d.get(i - 1, 0) + 1
        d["k%d" % (i % 5)] = (i, i + 1)
        d[(i, 1)] = None
    for k, v in d.items():
        if isinstance(k, str) and k in d:
            v
    e = {k: v for k, v in d.items() if v}
    e.update(a=1, b=2)
    e.pop("a")
    del e["b"]
    e.setdefault("c", []).append(1)
    s = {1, 2, 3} | set(range(n)) - {2} & {2, 3}
    s.add(99)
    return len(e), sorted(s)[:3], list(e.keys())[:1], list(e.values())[:1], OrderedDict([(1, 2)]), frozenset(s) == s


def strings(n):
    parts = []
    for i in range(n):
        parts.append("item {:03d} {!r} {:>5}".format(i, "x", i))
    s = ", ".join(parts)
    s += f"{n!s:>4}{3.5:.2f}"
    w = s.replace("item", "thing").upper().lower().strip().split(", ")
    b = bytearray(s[:40].encode())
    b[0] = 65
    b.extend(b"abc")
    return (
        len(s), w[0][1:4], s.find("3"), s.startswith("it"), s[-5:], ord(s[0]), chr(65), bytes(b)[:4].decode(), "a" * 5, "b" in s,
        s.partition(" ")[0], s.rsplit(" ", 1)[-1].isdigit(), b.find(b"c"), repr(s[:3]), str(b"\x00\xff"), "%s %d %5.1f %x" % ("a", 1, 2.0, 255), int("12"), s < w[0],
    )


def generators(n):
    def count(n):
        i = 0
        while i < n:
            got = yield i
            i += got or 1

    def chained(n):
        total = yield from count(n)
        yield total

    g = count(10)
    next(g)
    g.send(2)
    g.close()
    return sum(chained(n) if False else (v for v in count(n) if v % 2)), list(reversed([1, 2])), [x for x in filter(None, count(5))]


def exceptions(n):
    caught = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError("bad %d" % i)
            if i % 3 == 1:
                [][i]
            {}["k"]
        except (ValueError, IndexError) as e:
            caught += len(e.args)
        except KeyError:
            caught += 1
        else:
            caught -= 1
        finally:
            caught += 1
    with Vector(1, 2) as v:
        raise ValueError
    try:
        undefined_name
    except NameError as e:
        sys.print_exception(e, io.StringIO())
    return caught


def calls(n):
    def inner(a, b=2, *args, c=3, **named):
        nonlocal total
        total += a + b + c + len(args) + len(named)
        return total

    total = 0
    for i in range(n):
        inner(i)
        inner(i, 1)
        inner(i, 1, 2, 3, c=4, d=5)
        inner(*(1, 2), **{"c": 1})
        Vector(i, i).length
        Named("n", i, 1, 2).x
        getattr(Vector, "zero")
    v = Vector(1, 2) + Vector.unit() * 3 - Vector.make(1)
    return total, v == -v, v < v, v[0], len(v), hash(v), v(1, 2, a=3), list(v), repr(v), isinstance(v, Vector), callable(inner), type(v).__name__


def modules(n):
    a = array.array("h", [1, 2, 3])
    a.append(4)
    q = deque((), 4)
    for i in range(n):
        q.append(i)
        a[i % 4] = i
    struct.unpack("<hI", struct.pack("<hI", -1, 7))
    json.loads(json.dumps({"a": [1, 2.5, None, True, "x"]}))
    re.match(r"(\w+)-(\d+)", "ab-12").group(1)
    random.seed(1)
    return q.popleft(), random.getrandbits(8), Point(1, 2).y, memoryview(b"abc")[1], time.ticks_diff(time.ticks_ms(), 0) >= 0, gc.mem_free() > 0


async def tasks(n):
    event = asyncio.Event()
    lock = asyncio.Lock()

    async def work(i):
        async with lock:
            await asyncio.sleep_ms(i)
        event.set()

    await asyncio.gather(*[work(i) for i in range(n)])
    await asyncio.wait_for(event.wait(), 1)


def hardware():
    ticks = []
    led = pyb.LED(1)
    timer = pyb.Timer(4, freq=100, callback=lambda t: led.toggle())
    machine.Timer(-1, period=5, callback=lambda t: ticks.append(1))
    pin = machine.Pin("X1", machine.Pin.OUT)
    for i in range(5):
        pin.value(i & 1)
        pyb.delay(10)
    timer.deinit()
    micropython.schedule(lambda x: None, 0)
    return len(ticks) > 0


for function in (ints, floats, lists, dicts, strings, generators, exceptions, calls, modules):
    for _ in range(3):
        function(30)
    function(300)
asyncio.run(tasks(3))
hardware()
open("log.txt", "w").write("line\n")
print([line for line in open("log.txt")])
