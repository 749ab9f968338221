/** Native code that keeps the CPU busy for long: the host can stop in the middle of it, and nobody in the simulation can tell. */
import { describe, expect, test } from 'vitest';
import type { I2c } from '../../src/board/i2c/i2c.js';
import type { Pin } from '../../src/board/pin/pin.js';
import { World } from '../../src/index.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { inSlices } from '../support/slices.js';

const board = (source: string, how: object = {}): TestBench =>
  new TestBench({ 'main.py': source }, { board: 'pybv11', afterwards: 'stop', ...how });

const US = 1_000n;

/** What UART 4 sends comes to UART 6, and I2C 1 is on the bus of I2C 2. */
const wired = ({ board }: TestBench): void => {
  board.uart(4).tx.connect(board.uart(6));
  board.i2c[0]?.join((board.i2c[1] as I2c).bus);
};

const PROGRAMS = {
  'sleep_us, interrupted by a timer, with a soft callback that has to wait': `
import pyb, time, micropython
late = []
def soft(start):
    late.append(time.ticks_us() - start)
pyb.Timer(4, freq=700).callback(lambda t: (pyb.LED(1).toggle(), micropython.schedule(soft, time.ticks_us())))
for i in range(5):
    time.sleep_us(2500)
    pyb.LED(2).toggle()
    print(time.ticks_us())
print(len(late), min(late), max(late))
`,
  'sleep_ms with interrupts disabled': `
import pyb, time
pyb.Timer(4, freq=700).callback(lambda t: pyb.LED(1).toggle())
for i in range(3):
    state = pyb.disable_irq()
    time.sleep_ms(3)
    pyb.enable_irq(state)
    print(time.ticks_us())
`,
  'time_pulse_us of a pin that a timer’s callback drives': `
import pyb, machine
pin = pyb.Pin('X1', pyb.Pin.OUT)
pyb.Timer(4, freq=900).callback(lambda t: pin.value(not pin.value()))
for i in range(4):
    print(machine.time_pulse_us(pin, i & 1, 100_000))
print(machine.time_pulse_us(pyb.Pin('X2', pyb.Pin.IN), 1, 20_000))
`,
  'samples at the pace of a timer': `
import pyb, array
pyb.Timer(4, freq=700).callback(lambda t: pyb.LED(1).toggle())
samples = array.array('H', [0] * 20)
print(pyb.ADC('X19').read_timed(samples, 2000), samples)
other = array.array('H', [0] * 20)
print(pyb.ADC.read_timed_multi((pyb.ADC('X19'), pyb.ADC('X20')), (samples, other), pyb.Timer(8, freq=1500)))
`,
  'garbage between busy waits': `
import gc, time, pyb
pyb.Timer(4, freq=700).callback(lambda t: pyb.LED(1).toggle())
gc.threshold(1000)
for i in range(200):
    x = [i, time.sleep_us(300)]
print(time.ticks_us())
`,
  'threads, of which one sleeps busily': `
import _thread, time, pyb
def task():
    for i in range(6):
        pyb.LED(1).toggle()
        time.sleep_ms(2)
_thread.start_new_thread(task, ())
for i in range(4):
    time.sleep_us(3300)
    print(time.ticks_us())
time.sleep_ms(20)
`,
  'bytes that go out over a UART, to another whose interrupt takes them': `
import pyb, time, micropython
sender = pyb.UART(4, 115200)
receiver = pyb.UART(6, 115200, rxbuf=100)
late = []
def soft(x):
    late.append(time.ticks_us())
def hard(timer):
    pyb.LED(1).toggle()
    micropython.schedule(soft, None)
pyb.Timer(4, freq=900).callback(hard)
receiver.irq(lambda u: pyb.LED(3).toggle(), receiver.IRQ_RX)
print(sender.write(bytes(range(60))), receiver.any(), len(late), time.ticks_us())
sender.writechar(65)
print(time.ticks_us(), receiver.read(), late)
print('a', 1, [2], sep='--', file=sender)
print(time.ticks_us(), receiver.read(), late)
`,
  'SPI, by hardware and by hand': `
import pyb, machine, time
pyb.Timer(4, freq=3100).callback(lambda t: pyb.LED(1).toggle())
bus = pyb.SPI(2, pyb.SPI.CONTROLLER, prescaler=256)
print(bus.send(bytes(40)), bus.recv(5), bus.send_recv(b'abc'), time.ticks_us())
bus = machine.SPI(1, 500_000)
into = bytearray(30)
print(bus.write(into), bus.readinto(into), bus.write_readinto(into, into), bus.read(3), time.ticks_us())
bus = machine.SoftSPI(100_000, sck='X1', mosi='X2', miso='X3')
print(bus.write(into), time.ticks_us())
pyb.LCD('X').write('seen')
print(time.ticks_us())
`,
  'I2C, by hardware and by hand': `
import pyb, machine, time, micropython
order = []
def soft(x):
    order.append(time.ticks_us())
def hard(timer):
    pyb.LED(1).toggle()
    micropython.schedule(soft, None)
pyb.Timer(4, freq=310).callback(hard)
target = machine.I2CTarget(1, 0x42, mem=bytearray(range(16)))
bus = pyb.I2C(2, pyb.I2C.CONTROLLER, baudrate=100_000)
print(bus.scan(), bus.is_ready(0x42), bus.mem_read(6, 0x42, 3), bus.send(b'\\x04ab', 0x42), bus.recv(3, 0x42), time.ticks_us())
bus = machine.I2C(2, freq=100_000)
print(bus.scan(), bus.readfrom_mem(0x42, 3, 4), bus.writeto_mem(0x42, 1, b'xyz'), bus.writeto(0x42, b'\\x01'), bus.readfrom(0x42, 5), time.ticks_us())
bus = machine.SoftI2C('Y9', 'Y10', freq=50_000)
print(bus.scan(), bus.start(), bus.write(b'\\x84\\x02'), bus.stop(), bus.readfrom(0x42, 3), time.ticks_us())
try:
    bus.writeto(0x43, b'abc')
except OSError as e:
    print(e, time.ticks_us())
print(order)
`,
  'pulses whose lengths are bits': `
import pyb, machine, time
pyb.Timer(4, freq=3100).callback(lambda t: pyb.LED(1).toggle())
pin = pyb.Pin('X1', pyb.Pin.OUT)
for i in range(3):
    print(machine.bitstream(pin, 0, (400, 850, 800, 450), bytes(range(100))), time.ticks_us())
`,
  'sensors: one-wire, the accelerometer, a humidity sensor': `
import pyb, machine, time, _onewire
pyb.Timer(4, freq=3100).callback(lambda t: pyb.LED(1).toggle())
pin = pyb.Pin('X1', pyb.Pin.OPEN_DRAIN, pyb.Pin.PULL_UP)
print(_onewire.reset(pin), _onewire.writebyte(pin, 0xcc), _onewire.readbyte(pin), _onewire.readbit(pin), time.ticks_us())
sensor = pyb.Accel()
print(sensor.x(), sensor.tilt(), sensor.filtered_xyz(), sensor.write(7, 1), sensor.read(7), time.ticks_us())
try:
    machine.dht_readinto(pin, bytearray(5))
except OSError as e:
    print(e, time.ticks_us())
`,
};

describe.each(Object.entries(PROGRAMS))('%s', (_, source) => {
  const whole = inSlices(source, 1_000_000_000n, {}, wired);
  test.each([
    [733n, {}],
    [1001n, { tier: 'compiled' }],
    [250_000n, { stopEvery: 1 }],
    [1_000_000_000n, { tier: 'interpreter', stopEvery: 1 }],
  ])(
    'in slices of %d ns: %o',
    (nanos, how) => {
      expect(inSlices(source, nanos, how, wired)).toEqual(whole);
    },
    120_000, // A hundred thousand slices.
  );
});

describe('the host', () => {
  const storm = 'import pyb, time\nfor n in (4, 5, 8): pyb.Timer(n, freq=1000).callback(lambda t: None)\n';
  test.each([
    ['stops it', 'time.sleep_us(1_000_000_000)', 'stopped'],
    ['aborts it in nested code', 'sorted([1, 2], key=lambda x: time.sleep_us(1_000_000_000))', 'aborted'],
  ])('looks around while interrupts are served in it, and %s', (_, call, ending) => {
    const bench = board(storm + call);
    bench.system.poll = () => {
      if (bench.system.elapsed < 500_000n * US) return;
      if (ending === 'stopped') bench.system.requestStop();
      else bench.system.abort();
    };
    expect(bench.system.run(2_000_000_000n * US)).toBe(ending);
    expect(Number(bench.system.elapsed / 1_000_000n)).toBeLessThan(560);
  });

  test('gets the clock at its moment though a collection is due, which is made before', () => {
    const bench = board('import gc, time\ngc.threshold(1)\nx = [1, 2]\ntime.sleep_us(20_000_000)\n');
    expect(bench.system.run(1_000_000n * US)).toBe('moment');
    expect(bench.system.elapsed).toBe(1_000_000n * US);
    const collections = bench.events.filter(({ signal }) => signal === 'GC').map(({ t }) => Number(t));
    expect(collections.length).toBeGreaterThan(0);
    expect(Math.max(...collections)).toBeLessThan(10e6);
  });

  test.each([
    ['time.sleep_us(2_000_000_000)', 2000],
    ['machine.time_pulse_us(pyb.Pin("X1"), 1, 2_000_000_000)', 2000],
    ['pyb.UART(4, 1200).write(bytes(400))', 3],
    ['machine.UART(4, 1200).write(bytes(400)); machine.UART(4).flush()', 3],
    ['print("x" * 399, file=pyb.UART(4, 1200))', 3],
    ['pyb.SPI(2, pyb.SPI.CONTROLLER, prescaler=256).send(bytes(40000))', 1.5],
    ['machine.SPI(1, 400_000).readinto(bytearray(40000))', 0.7],
    ['machine.SoftSPI(20_000, sck="X1", mosi="X2", miso="X3").write(bytes(1000))', 0.3],
    ['pyb.I2C(2, pyb.I2C.CONTROLLER, baudrate=10_000).scan()', 0.1],
    ['machine.I2C(2, freq=10_000).scan()', 0.1],
    ['machine.SoftI2C("X1", "X2", freq=10_000).scan()', 0.1],
    ['machine.bitstream(pyb.Pin("X1", pyb.Pin.OUT), 0, (400, 850, 800, 450), bytes(30000))', 0.25],
  ])('gets the clock at its moment: %s', (call, seconds) => {
    const bench = board(`import time, machine, pyb\n${call}\nprint('over')`);
    const moment = BigInt(seconds * 100_000) * US;
    expect(bench.system.run(moment)).toBe('moment');
    expect(bench.system.elapsed).toBe(moment);
    expect(bench.output).toBe('');
    bench.system.run(BigInt(seconds * 2_000_000) * US);
    expect(bench.output).toBe('over\n');
  });

  test('gets the clock at its moment though the console is on a UART', () => {
    const bench = board('import os, pyb\nos.dupterm(pyb.UART(4, 1200))\nprint("x" * 397)\n');
    bench.run(1000);
    expect([bench.ms, bench.exit]).toEqual([1000, null]);
    bench.run(3000);
    expect(bench.exit).toEqual({ kind: 'ok' });
  });

  test('ends what is sent in nested code at the end that it has set', () => {
    const bench = board('import pyb\nu = pyb.UART(4, 1200)\nsorted([1, 2], key=lambda x: u.write(bytes(400)))\n');
    bench.system.endsAt = 1_000_000n * US;
    bench.system.run(9_000_000n * US);
    expect(bench.system.elapsed).toBe(1_000_000n * US);
  });

  test('drives a pin whose pulse is measured', () => {
    const bench = board('import machine, pyb\nprint(machine.time_pulse_us(pyb.Pin("X1", pyb.Pin.IN), 1, 10_000_000))');
    const pin = bench.board.pin('X1') as Pin;
    bench.run(100);
    pin.drive(1);
    bench.run(30);
    pin.drive(0);
    bench.run(1);
    expect(Number(bench.output)).toBeCloseTo(30_000, -1);
  });
});

test('a board sees another’s edge in the middle of a busy wait, when it happens', () => {
  const a = board('import machine, pyb\nprint(machine.time_pulse_us(pyb.Pin("X1", pyb.Pin.IN), 1, 10_000_000))');
  const b = board(`
import time, pyb
pin = pyb.Pin('X2', pyb.Pin.OUT_PP)
pin.value(0)
time.sleep_ms(50)
pin.value(1)
time.sleep_us(1500)
pin.value(0)
`);
  b.board.pin('X2')?.onEdge((level) => a.board.pin('X1')?.drive(level));
  new World([a.system, b.system]).run(1_000_000n * US);
  expect(Math.abs(Number(a.output) - 1500)).toBeLessThan(20);
});

describe('a board that sends', () => {
  const source = `
import pyb
u = pyb.UART(4, 1200, rxbuf=256)
print(u.write(bytes(range(100))), u.any())
`;
  const wire = (from: TestBench, to: TestBench): void => from.board.uart(4).tx.connect(to.board.uart(4));

  test('gets the answers to what it has sent while it goes on sending', () => {
    const alone = board(source);
    wire(alone, alone);
    alone.run(2000);
    const a = board(source);
    const b = board('import pyb\nu = pyb.UART(4, 1200, timeout=5000)\nwhile True: u.writechar(u.readchar())\n');
    wire(a, b);
    wire(b, a);
    new World([a.system, b.system]).run(2_000_000n * US);
    expect([alone.output, a.output]).toEqual(['100 100\n', '100 98\n']);
  });
});

test('an interrupt sees the pin that another board drives while bytes go out', () => {
  const a = board(`
import pyb
pin = pyb.Pin('X1', pyb.Pin.IN)
seen = bytearray(20)
at = 0
def sample(timer):
    global at
    seen[at] = pin.value()
    at += 1
spi = pyb.SPI(2, pyb.SPI.CONTROLLER, prescaler=256)
pyb.Timer(4, freq=20).callback(sample)
spi.send(bytes(10250))
print(list(seen[:at]))
`);
  const b = board(`
import time, pyb
pin = pyb.Pin('X2', pyb.Pin.OUT_PP)
pin.value(0)
time.sleep_ms(120)
pin.value(1)
time.sleep_ms(200)
pin.value(0)
`);
  const world = new World([a.system, b.system]);
  world.wire(a.system, 'X1', b.system, 'X2');
  world.run(1_000_000n * US);
  expect(a.output).toBe('[0, 0, 1, 1, 1, 1, 0, 0, 0, 0]\n');
});

test.each([
  ['I2C(2, freq=10_000).scan()', 42],
  ['UART(4, 1200).write(bytes(12))', 109],
])('Ctrl-C strikes where the firmware looks for it: %s', (call, ms) => {
  const bench = board(`
import machine
machine.UART(4, 1200)
try:
    machine.${call}
except KeyboardInterrupt:
    print('struck')
`);
  bench.run(40);
  bench.type('\x03');
  expect(bench.runUntil(() => bench.output === 'struck\n', 500) + 40).toBeCloseTo(ms, -1);
});
