/** How long an SD card keeps the firmware waiting, and what goes on meanwhile. */
import { expect, test } from 'vitest';
import { SdCard, setUp, TestBench } from '../../src/index.js';

/** A board on an ideal clock with a card in its slot, on which a program runs. */
function benchWith(program: string, tune: (card: SdCard) => void = () => {}): TestBench {
  const bench = new TestBench({ 'main.py': HEAD + program }, { board: 'pybd-sf2', clock: 'ideal' });
  bench.board.sdSlot.card = SdCard.blank(2 ** 20);
  tune(bench.board.sdSlot.card);
  return bench;
}

function outputOf(bench: TestBench): string[] {
  bench.runUntil(() => bench.exit !== null, 10_000);
  return bench.output.trim().split(/\r?\n/);
}

const HEAD = `
import pyb, time
sd = pyb.SDCard()
sd.power(True)

def blocks(n):
    return bytearray(512 * n)

# The time from a tick on, in microseconds.
def timed(f):
    pyb.delay(1)
    start = time.ticks_us()
    f()
    return time.ticks_us() - start

`;

test('reading takes the time until the card sends, and 43 µs for each block', () => {
  expect(
    outputOf(
      benchWith(`
print(timed(lambda: sd.readblocks(0, blocks(1))), timed(lambda: sd.readblocks(0, blocks(100))), timed(lambda: sd.read(7)))
print(timed(lambda: [sd.readblocks(0, blocks(1)) for _ in range(3)]))
`),
    ),
  ).toEqual(['243 4541 243', '730']);
});

test('writing ends with the first tick at which the card is no longer busy', () => {
  const program = `
print(timed(lambda: sd.writeblocks(0, blocks(1))), timed(lambda: sd.writeblocks(0, blocks(10))), timed(lambda: sd.write(0, blocks(4))))
print(timed(lambda: [sd.writeblocks(0, blocks(1)) for _ in range(3)]))
`;
  expect(outputOf(benchWith(program))).toEqual(['1000 2000 1000', '3000']);
  expect(
    outputOf(
      benchWith(program, (card) => {
        card.writing = 3500;
      }),
    ),
  ).toEqual(['4000 4000 4000', '12000']);
});

test('what the card does not do takes no time', () => {
  expect(
    outputOf(
      benchWith(`
print(timed(lambda: sd.readblocks(5000, blocks(1))), timed(lambda: sd.writeblocks(2047, blocks(2))))
sd.power(False)
print(timed(lambda: sd.readblocks(0, blocks(1))))
`),
    ),
  ).toEqual(['0 0', '0']);
});

test('interrupts are served while the firmware waits, threads and scheduled functions are not', () => {
  const bench = benchWith(
    `
import _thread, micropython
count = 0
def tick(timer):
    global count
    count += 1
    micropython.schedule(later, 0)
def later(_):
    print("later", count)
def other():
    print("other", count)
timer = pyb.Timer(4, freq=100, callback=tick)
_thread.start_new_thread(other, ())
sd.writeblocks(0, blocks(1))
print("written", count)
pyb.delay(1)
`,
    (card) => {
      card.writing = 35_000;
    },
  );
  expect(outputOf(bench)).toEqual(['written 3', 'later 3', 'later 3', 'later 3', 'other 3']);
});

test('the wait is the same however the run is sliced', () => {
  const program = `
timer = pyb.Timer(4, freq=3000, callback=lambda t: pyb.LED(1).toggle())
for i in range(3):
    print(timed(lambda: sd.writeblocks(i, blocks(i + 1))), timed(lambda: sd.readblocks(i, blocks(i + 1))))
timer.deinit()
`;
  const whole = benchWith(program);
  const sliced = benchWith(program);
  const lines = outputOf(whole);
  while (sliced.exit === null) sliced.run(0.07);
  expect(sliced.output.trim().split(/\r?\n/)).toEqual(lines);
  for (const signal of ['SD', 'LED(1)']) expect(sliced.edges(signal)).toEqual(whole.edges(signal));
});

test('SD is 1 in the trace while the firmware waits, and a hard reset ends that', () => {
  const bench = benchWith('import machine\npyb.delay(1)\nmachine.WDT(timeout=50)\nsd.writeblocks(0, blocks(1))\n', (card) => {
    card.writing = 100_000;
  });
  bench.run(60);
  const [start, end] = bench.edges('SD').map(({ ms }) => ms);
  expect(end - start).toBeCloseTo(50, 0);
});

test('a set-up tells how fast the card is, and makes it pause', () => {
  const bench = new TestBench(
    {
      'main.py': `${HEAD}
print(timed(lambda: sd.readblocks(0, blocks(1))), timed(lambda: sd.writeblocks(0, blocks(1))))
pyb.delay(100)
print(timed(lambda: sd.writeblocks(0, blocks(1))))
`,
    },
    { board: 'pybd-sf2', clock: 'ideal' },
  );
  setUp(bench.board, {
    devices: { card: { type: 'sd-card', megabytes: 1, reading: 500, writing: 2000 } },
    at: { '50ms': { 'card.writing': 150_000 } },
  });
  expect(outputOf(bench)).toEqual(['543 3000', '151000']);
});
