/** The waits of the only thread pass without a stop: nobody can tell them from waits that are cut short by the host, and gone on with. */
import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';
import { inSlices } from '../support/slices.js';

const PROGRAMS = {
  'sleeps, under timers and soft callbacks': `
import pyb, time, micropython
order = []
pyb.Timer(4, freq=300).callback(lambda t: micropython.schedule(order.append, time.ticks_us()))
for i in range(6):
    time.sleep_ms(i)
    pyb.LED(2).toggle()
    print(time.ticks_us(), len(order))
print(order)
`,
  'a stream that comes byte by byte': `
import pyb
uart = pyb.UART(4, 115200, timeout=20, timeout_char=20)
other = pyb.UART(6, 115200)
pyb.Timer(5, freq=1000).callback(lambda t: other.writechar(65))
print(len(uart.read(600) or b''))
`,
  'polling in Python at every tick': `
import io, select, time
class Stream(io.IOBase):
    def __init__(self):
        self.asked = 0
    def ioctl(self, request, arg):
        self.asked += 1
        return 0
stream = Stream()
poll = select.poll()
poll.register(stream)
print(poll.poll(900), stream.asked, time.ticks_ms())
`,
  'a heap lock of the program, seen from an interrupt': `
import micropython, pyb
seen = bytearray(1)
def handler(timer):
    micropython.heap_lock()
    seen[0] = micropython.heap_unlock()
pyb.Timer(4, freq=200).callback(handler)
micropython.heap_lock()
pyb.delay(20)
micropython.heap_unlock()
print(seen[0])
`,
  'soft callbacks that raise, more than one at once': `
import micropython, pyb
def soft(n):
    pyb.LED(1).toggle()
    if n == 0:
        raise ValueError
def hard(timer):
    for n in range(3):
        micropython.schedule(soft, n)
pyb.Timer(4, freq=200).callback(hard)
for i in range(5):
    pyb.delay(7)
    print(pyb.micros())
`,
};

describe.each(Object.entries(PROGRAMS))('%s', (_, source) => {
  for (const clock of ['calibrated', 'ideal']) {
    const whole = inSlices(source, 1_000_000_000n, { clock });
    test.each([
      [9001n, {}],
      [250_000n, { tier: 'compiled' }],
      [1_000_000_000n, { stopEvery: 1 }],
      [1_000_000_000n, { tier: 'interpreter', stopEvery: 3 }],
    ])(`${clock}, in slices of %d ns: %o`, (nanos, how) => {
      expect(inSlices(source, nanos, { clock, ...how })).toEqual(whole);
    });
  }
});

test('a wait after a wait leaves nothing on the host’s stack', () => {
  const bench = new TestBench({
    'main.py': `
import io, select, time
class Stream(io.IOBase):
    def ioctl(self, request, arg):
        return 0
poll = select.poll()
poll.register(Stream())
print(poll.poll(30_000), time.ticks_ms() // 1000)
`,
  });
  bench.run(31_000);
  expect(bench.output).toBe('[] 30\n');
});

test('the host sees that a program waits for input, whatever else goes on', () => {
  const bench = new TestBench({ 'main.py': "import pyb\npyb.Timer(4, freq=100, callback=lambda t: None)\ninput('name? ')" });
  let looks = 0;
  let waits = 0;
  bench.system.poll = () => {
    looks++;
    if (bench.system.awaitsInput) waits++;
  };
  bench.run(5000);
  expect(bench.output).toBe('name? ');
  expect(looks).toBeGreaterThan(10);
  expect(waits).toBeGreaterThan(looks / 2);
});
