/** Two boards on one clock that talk over a UART and over an I2C bus: the same however often, and wherever they are stopped. */
import { describe, expect, test } from 'vitest';
import type { I2c } from '../../src/board/i2c/i2c.js';
import { type BoardName, CanBus, CanPeer, MemoryFileTree, PyboardSystem, TestBench, World } from '../../src/index.js';

interface How {
  readonly stopEvery?: number;
  readonly tier?: 'interpreter' | 'compiled';
}

function board(name: BoardName, source: string, log: string[], how: How): PyboardSystem {
  const decoder = new TextDecoder();
  let line = '';
  const system: PyboardSystem = new PyboardSystem({
    board: name,
    firmware: 'threads',
    clock: 'calibrated',
    seed: 0,
    optimize: 0,
    ...how,
    flash: new MemoryFileTree({ 'boot.py': '', 'main.py': '' }),
    factoryFiles: false,
    shared: null,
    output: (bytes) => {
      line += decoder.decode(bytes);
      if (!line.endsWith('\n')) return;
      log.push(`${name} ${line.trimEnd()}`);
      line = '';
    },
    newline: '\n',
    program: { kind: 'code', source, filename: 'main.py' },
    afterwards: 'stop',
    exitResets: false,
  });
  return system;
}

function together(
  sources: readonly [string, string],
  wire: (a: PyboardSystem, b: PyboardSystem, world: World) => void,
  how: How,
): string[] {
  const log: string[] = [];
  const a = board('pybv11', sources[0], log, how);
  const b = board('pybd-sf6', sources[1], log, how);
  const world = new World([a, b]);
  wire(a, b, world);
  expect(world.run(2_000_000_000n)).toEqual(['ended', 'ended']);
  return log;
}

const WAYS: readonly How[] = [{}, {}, { tier: 'interpreter' }, { tier: 'compiled', stopEvery: 1 }, { stopEvery: 7 }];

describe('a world', () => {
  test('takes a bench for its board', () => {
    const [a, b] = [new TestBench({ 'main.py': 'print(1)' }), new TestBench({ 'main.py': 'print(2)' })];
    const world = new World([a, b.system]);
    world.wire(a, 'X1', b, 'Y1');
    expect(world.run(10_000_000n)).toEqual(['moment', 'moment']);
    expect([a.output, b.output]).toEqual(['1\n', '2\n']);
  });

  /** One asks the other over a serial line, which answers after a second. */
  const couple = (): [TestBench, TestBench, World] => {
    const [a, b] = [
      new TestBench({ 'main.py': "import machine\nu = machine.UART(4, 9600, timeout=5000)\nu.write('?\\n')\nprint(u.readline())" }),
      new TestBench({
        'main.py': "import machine, time\nu = machine.UART(4, 9600, timeout=5000)\nu.readline()\ntime.sleep(1)\nu.write('!\\n')",
      }),
    ];
    const world = new World([a, b]);
    world.wire(a, 'X1', b, 'X2');
    world.wire(b, 'X1', a, 'X2');
    return [a, b, world];
  };

  test('goes on as a whole when time goes by on the bench of one of its boards', () => {
    const [a, b] = couple();
    a.run(500);
    expect(a.output).toBe('');
    expect(b.ms).toBeCloseTo(500, 1);
    b.run(600);
    expect(a.output).toBe("b'!\\n'\n");
    expect(a.ms).toBeCloseTo(1100, 1);
  });

  test('goes on until something holds, of whichever board', () => {
    const [a, b, world] = couple();
    expect(b.runUntil(() => a.output.includes('!'), 2000)).toBeCloseTo(1005, -1);
    expect(Math.abs(a.ms - b.ms)).toBeLessThan(0.01);
    const [c, d] = couple();
    c.runUntil(() => c.output.includes('!'), 2000);
    expect(c.ms - a.ms).toBeLessThan(0.1);
    expect(Math.abs(c.ms - d.ms)).toBeLessThan(0.01);
    expect(() => a.runUntil(() => b.output !== '', 100)).toThrow('not within 100 ms');
    expect(world.run(2_000_000_000n)).toEqual(['moment', 'moment']);
  });

  test('does the same where the host stops it at every event', () => {
    const events = (step: (a: TestBench, b: TestBench) => void): string[] => {
      const [a, b] = couple();
      for (const bench of [a, b]) bench.board.probe('X2');
      step(a, b);
      a.run(1500 - a.ms);
      return [a, b].flatMap((bench) => bench.edges('X2').map(({ ms, value }) => `${ms} ${value}`));
    };
    const plain = events(() => {});
    expect(plain.length).toBeGreaterThan(20);
    expect(events((a) => a.runUntil(() => a.ms > 1100, 1200))).toEqual(plain);
    expect(events((_, b) => b.runUntil(() => b.ms > 1100, 1200))).toEqual(plain);
  });

  test('is one for each board', () => {
    const [a] = couple();
    expect(() => new World([a])).toThrow(new RangeError('a board can be in only one world'));
  });

  test('says what it is made of', () => {
    const { board } = new TestBench({ 'main.py': '' });
    expect(() => new World([board as never])).toThrow('a world needs boards: give each as a TestBench or a PyboardSystem');
  });

  test('has each board once, and wires of its own boards only', () => {
    const [a, b] = [new TestBench({ 'main.py': '' }), new TestBench({ 'main.py': '' })];
    expect(() => new World([a, a.system])).toThrow(new RangeError('a world has each board only once'));
    expect(() => new World([a]).wire(a, 'X1', b, 'Y1')).toThrow(
      new RangeError('a wire can only join boards of this world: make the world with all of them'),
    );
  });
});

describe('a UART pair', () => {
  const client = `
import time
from machine import UART
u = UART(4, 115200, timeout=100)
time.sleep_ms(20)
for word in ('ping', 'pong', 'end'):
    u.write(word + '\\n')
    print(u.readline(), time.ticks_ms())
`;
  const server = `
import time
from machine import UART
u = UART(4, 115200, timeout=200)
while True:
    line = u.readline()
    print(line, time.ticks_ms())
    u.write(line.upper())
    if line == b'end\\n':
        break
`;
  test.each<[string, Parameters<typeof together>[1]]>([
    [
      'connected',
      (a, b) => {
        a.board.uart(4).tx.connect(b.board.uart(4));
        b.board.uart(4).tx.connect(a.board.uart(4));
      },
    ],
    [
      'joined by wires between its pins',
      (a, b, world) => {
        world.wire(a, 'X1', b, 'X2');
        world.wire(b, 'X1', a, 'X2');
      },
    ],
  ])('%s carries lines both ways, the same in every run', (_, wire) => {
    const [first, ...others] = WAYS.map((how) => together([client, server], wire, how));
    expect(first?.map((line) => line.replace(/ \d+$/, ''))).toEqual([
      "pybd-sf6 b'ping\\n'",
      "pybv11 b'PING\\n'",
      "pybd-sf6 b'pong\\n'",
      "pybv11 b'PONG\\n'",
      "pybd-sf6 b'end\\n'",
      "pybv11 b'END\\n'",
    ]);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('an I2C pair', () => {
  const controller = `
import time
from pyb import I2C
i2c = I2C(1, I2C.CONTROLLER, baudrate=100000)
time.sleep_ms(20)
print(i2c.scan())
i2c.send(b'abc', 0x42)
time.sleep_ms(5)
print(i2c.recv(3, 0x42))
try:
    i2c.send(1, 0x42)
except OSError as e:
    print(e)
`;
  const peripheral = `
from pyb import I2C
i2c = I2C(1, I2C.PERIPHERAL, addr=0x42)
data = i2c.recv(3, timeout=1000)
print(data)
i2c.send(bytes(reversed(data)), timeout=1000)
print('sent')
`;

  test.each<[string, Parameters<typeof together>[1]]>([
    ['on one bus', (a, b) => (b.board.i2c[0] as I2c).join((a.board.i2c[0] as I2c).bus)],
    [
      'joined by wires between its pins',
      (a, b, world) => {
        world.wire(a, 'X9', b, 'X9');
        world.wire(a, 'X10', b, 'X10');
      },
    ],
  ])('%s carries bytes both ways, the same in every run', (_, wire) => {
    const [first, ...others] = WAYS.map((how) => together([controller, peripheral], wire, how));
    expect(first).toEqual(['pybv11 [66]', "pybd-sf6 b'abc'", 'pybd-sf6 sent', "pybv11 b'cba'", 'pybv11 [Errno 5] EIO']);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('CAN controllers of a world', () => {
  const listening = `
import pyb
can = pyb.CAN(1, pyb.CAN.NORMAL, baudrate=125000)
can.setfilter(0, pyb.CAN.MASK16, 0, (0, 0, 0, 0))
print(can.recv(0, timeout=100))
`;
  const sending = "import pyb\npyb.CAN(1, pyb.CAN.NORMAL, baudrate=125000).send('hi', 1)\nwhile True: pyb.delay(1)";

  test('join in pairs, one after the other, and what is plugged into one of them is on the bus of all', () => {
    const [a, b, c] = [listening, sending, listening].map((source) => new TestBench({ 'main.py': source })) as [
      TestBench,
      TestBench,
      TestBench,
    ];
    const heard: number[] = [];
    new CanPeer(c.board.canBus(1), c.board.time).onFrame = ({ id }) => heard.push(id);
    const world = new World([a, b, c]);
    world.can(b, 1, c, 1);
    world.can(a, 1, b, 1);
    world.can(a, 1, c, 1);
    world.run(100_000_000n);
    expect([a.output, c.output, heard]).toEqual([...Array(2).fill("[1, False, False, 0, b'hi']\n"), [1]]);
  });

  test('are not held up by a board that sleeps', () => {
    const asleep = 'import machine, pyb\npyb.CAN(1, pyb.CAN.NORMAL, baudrate=125000)\nmachine.lightsleep(1000)\n';
    const timed = listening.replace('timeout=100)', 'timeout=500), pyb.millis() < 100');
    const [a, b, c] = [asleep, sending, timed].map((source) => new TestBench({ 'main.py': source })) as [TestBench, TestBench, TestBench];
    const world = new World([a, b, c]);
    world.can(a, 1, b, 1);
    world.can(b, 1, c, 1);
    world.run(600_000_000n);
    expect(c.output).toBe("[1, False, False, 0, b'hi'] True\n");
  });

  test('are refused where they do not exist, are not of this world, or are on different buses', () => {
    const [a, b] = [new TestBench({ 'main.py': '' }), new TestBench({ 'main.py': '' })];
    expect(() => new World([a]).can(a, 1, b, 1)).toThrow(
      new RangeError('a bus can only join boards of this world: make the world with all of them'),
    );
    const [c, d] = [new TestBench({ 'main.py': '' }), new TestBench({ 'main.py': '' })];
    const world = new World([c, d]);
    expect(() => world.can(c, 1, d, 3)).toThrow('pybv11 has no CAN 3');
    for (const { board } of [c, d]) new CanPeer(board.canBus(1), board.time);
    expect(() => world.can(c, 1, d, 1)).toThrow(
      'the controllers are on different buses already: join them first, then plug in what else is on the bus',
    );
  });
});

describe('a CAN pair', () => {
  const asking = `
import pyb
from pyb import CAN
can = CAN(1, CAN.NORMAL, prescaler=6, bs1=11, bs2=2)
can.setfilter(0, CAN.LIST16, 0, (0x321, 0x322, 0x323, 0x324))
pyb.delay(20)
for n in (3, 4):
    can.send(bytes([n]), 0x123, timeout=100)
    print(can.recv(0, timeout=100))
print(can.info(), can.state() == CAN.ERROR_ACTIVE)
`;
  const answering = `
import micropython, pyb
from pyb import CAN
micropython.alloc_emergency_exception_buf(200)
can = CAN(1, CAN.NORMAL, prescaler=6, bs1=9, bs2=2)
can.setfilter(0, CAN.MASK16, 0, (0x100, 0x700, 0x100, 0x700))
data = bytearray(8)
frame = [0, 0, 0, 0, memoryview(data)]
answers = 0
def received(bus, reason):
    global answers
    bus.recv(0, frame)
    data[0] *= data[0]
    bus.send(frame[4], 0x321)
    answers += 1
can.rxcallback(0, received)
while answers < 2:
    pyb.wfi()
print('answered')
pyb.delay(10)
`;

  test.each<[string, (a: PyboardSystem, b: PyboardSystem, world: World) => void]>([
    [
      'on a bus of its own',
      (a, b) => {
        const bus = new CanBus(a.clock);
        for (const { board } of [a, b]) board.cans[0]?.join(bus);
      },
    ],
    ['that the world joins', (a, b, world) => world.can(a, 1, b, 1)],
  ])('%s carries frames both ways, the same in every run', (_, join) => {
    const [first, ...others] = WAYS.map((how) => together([asking, answering], join, how));
    expect(first).toEqual([
      "pybv11 [801, False, False, 0, b'\\t']",
      'pybd-sf6 answered',
      "pybv11 [801, False, False, 0, b'\\x10']",
      'pybv11 [0, 0, 0, 0, 0, 0, 0, 0] True',
    ]);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('pins joined by wires', () => {
  const station = `
import pyb, time
from machine import Pin
ready = Pin('X1', Pin.IN, Pin.PULL_UP)
request = Pin('X2', Pin.OUT, value=0)
count = 0
def edge(pin):
    global count
    count += 1
Pin('X3', Pin.IN).irq(edge, Pin.IRQ_RISING)
pyb.delay(20)
start = time.ticks_us()
request(1)
while ready():
    pass
print(ready(), time.ticks_diff(time.ticks_us(), start) < 400)
request(0)
pyb.delay(5)
before = count
pyb.delay(10)
print(ready(), count - before)
`;
  const sensor = `
import pyb
from machine import Pin
ready = Pin('Y1', Pin.OPEN_DRAIN, value=1)
request = Pin('Y2', Pin.IN)
request.irq(lambda pin: ready(not pin()), Pin.IRQ_RISING | Pin.IRQ_FALLING, hard=True)
pwm = pyb.Timer(2, freq=1000).channel(1, pyb.Timer.PWM, pin=pyb.Pin('X1'), pulse_width_percent=40)
pyb.delay(25)
print(ready(), request())
pyb.delay(50)
`;

  test('carry levels, pulls and the edges of a PWM, the same in every run', () => {
    const [first, ...others] = WAYS.map((how) => {
      const log: string[] = [];
      const [a, b] = [board('pybv11', station, log, how), board('pybd-sf6', sensor, log, how)];
      const world = new World([a, b]);
      world.wire(a, 'X1', b, 'Y1');
      world.wire(a, 'X2', b, 'Y2');
      world.wire(b, 'X1', a, 'X3');
      expect(world.run(2_000_000_000n)).toEqual(['ended', 'ended']);
      return log;
    });
    expect(first).toEqual(['pybv11 0 True', 'pybd-sf6 1 0', 'pybv11 1 10']);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('wires that close a loop change nothing', () => {
  const driver = `
from pyb import Pin
import pyb
p = Pin('X1', Pin.OUT)
p.high()
pyb.delay(10)
p.low()
pyb.delay(10)
p.high()
pyb.delay(10)
p.init(Pin.IN, Pin.PULL_UP)
pyb.delay(10)
p.init(Pin.IN, Pin.PULL_DOWN)
`;
  const reader = `
from pyb import Pin
import pyb
p = Pin('X1', Pin.IN)
pyb.delay(5)
for _ in range(5):
    print(p.value(), end='')
    pyb.delay(10)
print()
`;
  test.each<[string, (world: World, boards: readonly [PyboardSystem, PyboardSystem, PyboardSystem]) => void]>([
    ['none', () => {}],
    ['a second wire', (world, [a, b]) => world.wire(b, 'X1', a, 'X1')],
    ['a ring of three boards', (world, [a, , c]) => world.wire(c, 'X1', a, 'X1')],
    [
      'a wire on a board',
      (world, [a, b]) => {
        b.board.wire('X1', 'X2');
        world.wire(a, 'X1', b, 'X2');
      },
    ],
  ])('%s', (_, wireMore) => {
    const log: string[] = [];
    const boards = [board('pybv11', driver, log, {}), board('pybv11', reader, log, {}), board('pybd-sf6', reader, log, {})] as const;
    const [a, b, c] = boards;
    const world = new World(boards);
    world.wire(a, 'X1', b, 'X1');
    world.wire(b, 'X1', c, 'X1');
    wireMore(world, boards);
    world.run(1_000_000_000n);
    expect(log.sort()).toEqual(['pybd-sf6 10110', 'pybv11 10110']);
  });
});

describe('a device written in Python', () => {
  const controller = `
import time
from machine import I2C
i2c = I2C(1, freq=100000)
time.sleep_ms(20)
print(i2c.scan())
i2c.writeto_mem(0x43, 2, b'abc')
print(i2c.readfrom_mem(0x43, 0, 6))
time.sleep_ms(1)
print(i2c.readfrom_mem(0x43, 7, 2))
time.sleep_ms(1)
print(i2c.readfrom_mem(0x43, 0, 1))
`;
  const device = `
import machine, time
memory = bytearray(8)
def handler(target):
    flags = target.irq().flags()
    name = 'read' if flags & target.IRQ_END_READ else 'written'
    print(name, target.memaddr)
    memory[0] += 1
target = machine.I2CTarget(1, 0x43, mem=memory)
target.irq(handler)
print(target)
time.sleep_ms(100)
print(bytes(memory))
target.deinit()
try:
    target.irq(handler, trigger=target.IRQ_READ_REQ, hard=True)
except NotImplementedError as e:
    print(e)
try:
    target.irq(handler, trigger=target.IRQ_READ_REQ)
except ValueError as e:
    print(e)
`;

  test('is a memory that tells when it has been read or written', () => {
    const [first, ...others] = WAYS.map((how) =>
      together([controller, device], (a, b) => (b.board.i2c[0] as I2c).join((a.board.i2c[0] as I2c).bus), how),
    );
    expect(first?.filter((line) => line.startsWith('pybv11'))).toEqual([
      'pybv11 [67]',
      "pybv11 b'\\x02\\x00abc\\x00'",
      "pybv11 b'\\x00\\x03'",
      "pybv11 b'\\x04'",
    ]);
    expect(first?.filter((line) => line.startsWith('pybd-sf6')).map((line) => line.slice(9))).toEqual([
      'I2CTarget(1, addr=67)',
      'written 0', // The scan, which writes nothing.
      'written 2',
      'read 0',
      'read 7',
      'read 0',
      "b'\\x05\\x00abc\\x00\\x00\\x00'",
      'machine.I2CTarget: events that hold the bus are not simulated',
      'hard IRQ required',
    ]);
    for (const other of others) expect(other).toEqual(first);
  });
});

test('boards that sleep cost nothing', () => {
  const log: string[] = [];
  const sleeper = 'import time\ntime.sleep(86400)\nprint(time.ticks_ms() // 1000)';
  const systems = [board('pybv11', sleeper, log, {}), board('pybd-sf2', sleeper, log, {})];
  expect(new World(systems).run(100_000_000_000_000n)).toEqual(['ended', 'ended']);
  expect(log).toHaveLength(2);
});

describe('three boards in a ring of serial lines', () => {
  const first = `
from machine import UART
u = UART(4, 115200, timeout=500)
for i in range(5):
    u.write(b'%d\\n' % i)
    print(u.readline())
`;
  const next = `
from machine import UART
u = UART(4, 115200, timeout=500)
for i in range(5):
    u.write(str(int(u.readline()) + 1) + '\\n')
`;

  /** `step`: how far the host lets the world go at once. */
  const run = (how: How, step = 2_000_000_000n): string[] => {
    const log: string[] = [];
    const systems = (['pybv11', 'pybd-sf2', 'pybd-sf6'] as const).map((name, i) => board(name, i === 0 ? first : next, log, how));
    for (const [i, system] of systems.entries()) {
      system.board.uart(4).tx.connect((systems[(i + 1) % 3] as PyboardSystem).board.uart(4));
      system.trace.subscribe(({ t, signal, value }) => log.push(`${t} ${signal} ${value}`));
    }
    const world = new World(systems);
    for (let until = step; until <= 2_000_000_000n; until += step) {
      if (world.run(until).every((state) => state === 'ended')) break;
    }
    log.push(...systems.map((system) => String(system.elapsed)));
    return log;
  };

  test('pass a number on, the same in every run and however the host slices it', () => {
    const [one, ...others] = WAYS.map((how) => run(how));
    expect(one?.filter((line) => line.includes("b'"))).toEqual([2, 3, 4, 5, 6].map((n) => `pybv11 b'${n}\\n'`));
    for (const other of others) expect(other).toEqual(one);
    expect(run({}, 1_234_567n)).toEqual(one);
  });
});
