/** A reset of the chip, whatever its cause: what starts anew, and what does not. */
import { expect, test } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
import { SdCard } from '../../src/board/flash/sd-card.js';
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

/** What a program prints in the life after the reset with which it ends; `{first}` of it is for the first life, `{second}` for the second. */
function secondLife(board: BoardName, first: string, second: string, files: Record<string, string> = {}): TestBench {
  const indented = (code: string): string => code.trim().replaceAll('\n', '\n    ');
  const main = `
import machine, pyb, time
if machine.reset_cause() == machine.PWRON_RESET:
    ${indented(first)}
    machine.reset()
else:
    ${indented(second)}
`;
  const bench = new TestBench({ ...files, 'main.py': main }, { board });
  return bench;
}

test.each([
  ['pybd-sf2', 84, 120],
  ['pybd-sf6', 84, 144],
  ['pybv11', 84, 84],
  ['pybv11', 24, 24],
  ['pybv11', 16, 168],
  ['pybv11', 12, 168],
] as const)('%s: after machine.freq(%d MHz) it starts with %d MHz: PYBv1.1 keeps settings of the PLL', (board, set, then) => {
  // The internal oscillator, which 16 MHz need, is off unless a program switches it on.
  const bench = secondLife(
    board,
    `import stm; stm.mem32[stm.RCC + stm.RCC_CR] |= 1; machine.freq(${set}000000)`,
    'print(machine.freq()[0])',
  );
  bench.run(2000);
  expect(bench.output).toBe(`${then}000000\n`);
});

test('the priorities of interrupts are those of the firmware again', () => {
  const look = `
def work(timer):
    global passes
    begun = pyb.millis()
    for _ in range(2000): pass
    passes = pyb.millis() != begun
timer = pyb.Timer(5, freq=50, callback=work)
pyb.delay(100)
timer.callback(None)
print('a tick passes in the callback:', passes)
`;
  const bench = secondLife('pybv11', `pyb.Servo(1)\n${look}`, look);
  bench.run(5000);
  expect(bench.output).toBe('a tick passes in the callback: True\na tick passes in the callback: False\n');
});

test('the DAC does not put out what was written before', () => {
  const bench = secondLife('pybv11', 'pyb.DAC(1).write(200)\npyb.delay(10)', 'pyb.DAC(1).write_timed(bytes([100, 150]), 1000)');
  bench.run(1000);
  expect(bench.edges('DAC(1)').map(({ value }) => value >> 4)).toEqual([200, 0, 100, 150]);
});

test('a report that USB HID has received is forgotten', () => {
  const hid = 'hid = pyb.USB_HID()\nreport = bytearray(8)';
  const bench = secondLife('pybv11', `${hid}\nprint('on')\npyb.delay(100)`, `${hid}\nprint(hid.recv(report, timeout=10), report)`, {
    'boot.py': "import pyb\npyb.usb_mode('VCP+HID')",
  });
  bench.runUntil(() => bench.output === 'on\n', 1000);
  bench.board.usbHid.receive(Uint8Array.of(1, 2, 3));
  bench.run(1000);
  expect(bench.output).toBe(`on\n0 bytearray(b'${'\\x00'.repeat(8)}')\n`);
});

test('filters of CAN are inactive, and the card has no power', () => {
  const can = 'can = pyb.CAN(1, pyb.CAN.LOOPBACK)';
  const bench = secondLife(
    'pybv11',
    `${can}\ncan.setfilter(0, pyb.CAN.MASK16, 0, (0, 0, 0, 0))\ncan.send('a', 1)\npyb.delay(10)\npyb.SDCard().power(True)\nprint(can.any(0), pyb.SDCard().info() is None)`,
    `${can}\ncan.send('a', 1)\npyb.delay(10)\nprint(can.any(0), pyb.SDCard().info() is None)`,
    { SKIPSD: '' },
  );
  bench.board.sdSlot.card = SdCard.blank(2 ** 20);
  bench.run(1000);
  expect(bench.output).toBe('True False\nFalse True\n');
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
