/** A reset of the chip, whatever its cause: what starts anew, and what does not. */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

/** What each of the board's lives prints, in which `again` resets it, up to the fourth. */
function lives(again: string): string[] {
  const bench = new TestBench(
    {
      'boot.py': '',
      'main.py': `
import machine, pyb, time
pin = machine.Pin('X2', machine.Pin.OUT)
print(machine.reset_cause(), pyb.millis(), time.ticks_us() < 2000, pin.value())
pin.value(1)
pyb.delay(100)
${again}
`,
    },
    { board: 'pybv11', afterwards: 'stop' },
  );
  bench.run(1900);
  return bench.output
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .slice(0, 3);
}

test.each([
  ['machine.reset()', 2],
  ['pyb.hard_reset()', 2],
  ['machine.WDT(timeout=100)\npyb.delay(1000)', 3],
  ['machine.deepsleep(300)', 4],
])('%s: ticks count from 0, the output register is clear', (again, cause) => {
  expect(lives(again)).toEqual([`1 0 True 0`, `${cause} 0 True 0`, `${cause} 0 True 0`]);
});

test.each(['machine', 'pyb'])(
  '%s.bootloader: the flash is written back, then all is as after a reset, and Python never comes back',
  (module) => {
    const bench = new TestBench({
      'main.py': `
import machine, pyb
pyb.LED(3).on()
flash = pyb.Flash(start=0)
block = bytearray(512)
flash.readblocks(100, block)
flash.writeblocks(100, block)
print('leaves')
try:
    ${module}.bootloader()
finally:
    print('is back')
`,
    });
    bench.run(5000);
    expect(bench.output).toBe('leaves\n');
    expect(bench.system.isInBootloader).toBe(true);
    expect(bench.edges('LED(3)').map(({ value }) => value)).toEqual([1, 0]);
    const [written, end] = [bench.edges('FLASH').at(-1), bench.edges('LED(3)').at(-1)];
    expect(written?.value).toBe(0);
    expect(end?.ms).toBeCloseTo(written?.ms ?? 0, 0);
  },
);

test('a soft reset goes on counting, and leaves pins as they are', () => {
  expect(lives('machine.soft_reset()').map((line) => line.replace(/ \d\d\d /, ' later '))).toEqual([
    '1 0 True 0',
    '0 later False 1',
    '0 later False 1',
  ]);
});

test.each([
  ['soft_reset', ['XX mpy-stm32', 'DE logger', 'DE logger']],
  ['reset', ['XX mpy-stm32', 'XX mpy-stm32', 'XX mpy-stm32']],
] as const)('after machine.%s() the names of country and host are kept or not', (reset, names) => {
  const bench = new TestBench({
    'main.py': `
import machine, network, pyb
print(network.country(), network.hostname())
network.country('DE')
network.hostname('logger')
pyb.delay(100)
machine.${reset}()
`,
  });
  bench.run(1000);
  expect(
    bench.output
      .split('\n')
      .filter((line) => /^\w\w \w/.test(line))
      .slice(0, 3),
  ).toEqual(names);
});

test('the stack size of threads and the random numbers start anew', () => {
  const main = `
import machine, random, _thread
print('values', _thread.stack_size(), random.getrandbits(30))
if machine.reset_cause() == machine.PWRON_RESET:
    print('next', random.getrandbits(30))
    random.seed(1)
    _thread.stack_size(9000)
    machine.reset()
`;
  const bench = new TestBench({ 'main.py': main }, { firmware: 'threads' });
  bench.run(1000);
  const bits = /values 0 (\d+)\nnext (\d+)\nvalues 0 (\d+)\n/.exec(bench.output)?.slice(1);
  expect(new Set(bits).size).toBe(3);
  expect(bits?.[2]).not.toBe('2002244'); // The first number after `random.seed(1)`.
});

test('resets of all kinds are counted, that which ends a deep sleep when it does', () => {
  const bench = new TestBench({
    'main.py': `
import machine
if machine.reset_cause() == machine.PWRON_RESET: machine.reset()
if machine.reset_cause() == machine.HARD_RESET: machine.soft_reset()
if machine.reset_cause() == machine.SOFT_RESET: machine.deepsleep(1000)
`,
  });
  bench.run(500);
  expect(bench.system.resets).toBe(2);
  bench.run(1000);
  expect(bench.system.resets).toBe(3);
});
