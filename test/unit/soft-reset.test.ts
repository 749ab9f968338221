/** A soft reset starts Python anew: whatever ran before, a program does and prints the same. */
import { expect, test } from 'vitest';
import { SdCard } from '../../src/board/flash/sd-card.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';
import { TestBench } from '../../src/testing/test-bench.js';

/** What a program prints at the raw prompt after another one and, unless told otherwise, a soft reset; null: as the first one. */
function outputAfter(before: string | null, program: string, hasReset = true): string {
  let output = '';
  const system = new PyboardSystem({
    board: 'pybd-sf6',
    firmware: 'threads',
    clock: 'calibrated',
    seed: 0,
    optimize: 0,
    flash: new MemoryFileTree(),
    shared: null,
    factoryFiles: true,
    output: (bytes) => {
      output += new TextDecoder().decode(bytes);
    },
    newline: '\n',
    program: { kind: 'none' },
    afterwards: 'prompt',
    exitResets: true,
  });
  const type = (text: string): void => {
    system.feed(new TextEncoder().encode(text));
    system.run(system.elapsed + 2_000_000_000n);
  };
  type('\x01');
  if (before !== null) {
    type(`${before}\x04`);
    if (hasReset) type('\x04');
  }
  output = '';
  type(`${program}\x04`);
  return output;
}

const raising = `def f():
    raise ValueError

f()`;

test.each([
  [
    'line numbers',
    'import micropython\nmicropython.opt_level(3)',
    raising,
    '  File "<stdin>", line 4, in <module>\n  File "<stdin>", line 2, in f',
  ],
  [
    'memory by address',
    'import uctypes\nkept = [uctypes.addressof(bytearray(b"old!")) for _ in range(50)]',
    'import uctypes\nnew = bytearray(b"new!")\nprint(uctypes.bytes_at(uctypes.addressof(new), 4))',
    "b'new!'",
  ],
  [
    'objects in arrays',
    'import array\nold = array.array("O", ["text", 1.5, int])',
    'import array\nnew = array.array("O", [2.5, "other", str])\nprint(new[0], new[1], new[2])',
    "2.5 other <class 'str'>",
  ],
  ['addresses', 'print(id(len), id(str), id([]))', 'print(id(str) < id(len) < id([]))', 'True'],
  [
    'threads',
    'import _thread\n_thread.start_new_thread(print, (1,))',
    'import _thread\nprint(hex(_thread.start_new_thread(int, ())))',
    '0x2000',
  ],
  [
    'builtins',
    'import builtins\nbuiltins.len = lambda x: "mine"\nbuiltins.__import__ = print',
    'import gc\nprint(len("four"), gc.__name__)',
    '4 gc',
  ],
  ['names', 'class Failed:\n    raise ValueError', 'later = "bound"\ndef look():\n    return later\nprint(look())', 'bound'],
] as const)('%s', (_, before, program, printed) => {
  const output = outputAfter(before, program);
  expect(output).toContain(printed);
  expect(output).toBe(outputAfter(null, program));
});

test('until then, what follows an exception in a class body goes on in the names of that class', () => {
  const program = 'later = "bound"\ndef look():\n    return later\nprint(later)\nlook()';
  const output = outputAfter('class Failed:\n    raise ValueError', program, false);
  expect(output).toContain('bound');
  expect(output).toContain("NameError: name 'later' isn't defined");
});

test('a file that is left open keeps what was written to it, on a card as on the flash', () => {
  const bench = new TestBench({
    'main.py': `
import os, pyb, machine
if machine.reset_cause() != machine.SOFT_RESET:
    os.VfsFat.mkfs(pyb.SDCard())
    os.mount(pyb.SDCard(), '/card')
    card, flash = open('/card/a.txt', 'w'), open('/flash/a.txt', 'w')
    card.write('card')
    flash.write('flash')
    machine.soft_reset()
os.mount(pyb.SDCard(), '/card')
print(open('/card/a.txt').read(), open('/flash/a.txt').read())
`,
  });
  bench.board.sdSlot.card = SdCard.blank(2 ** 20);
  bench.run(3000);
  expect(bench.output).toContain('card flash\n');
});

test.each([
  ['finds the heap locked', 'self.data[n * 512:n * 512 + len(buf)] = bytes(buf)', 'MemoryError: \n'],
  ['is written without it', 'self.data[n * 512:n * 512 + len(buf)] = buf; print("block", n)', 'block 2\n'],
] as const)('a device in Python on which a file is left open %s', (_, write, printed) => {
  const bench = new TestBench({
    'main.py': `
import machine, vfs
class Device:
    data = bytearray(64 * 512)
    def readblocks(self, n, buf):
        for i in range(len(buf)): buf[i] = self.data[n * 512 + i]
    def writeblocks(self, n, buf):
        ${write}
    def ioctl(self, op, arg):
        return 64 if op == 4 else 512 if op == 5 else 0
if machine.reset_cause() != machine.SOFT_RESET:
    device = Device()
    vfs.VfsFat.mkfs(device)
    f = vfs.VfsFat(device).open('a.txt', 'w')
    f.write('a')
    print('reset')
    machine.soft_reset()
print('again')
`,
  });
  bench.run(3000);
  const [, after = ''] = bench.output.split('reset\nMPY: sync filesystems\nMPY: soft reboot\n');
  expect(after).toContain(printed);
  expect(after).toMatch(/again\n$/);
});

test('what the firmware sets up after boot.py is set up anew then, and not before: servos, the supply of the accelerometer', () => {
  const look = "print(servo.calibration()[:3], servo.pulse_width(), pyb.Pin('MMA_AVDD').value())";
  const bench = new TestBench(
    {
      'boot.py': `
import machine, pyb
if machine.reset_cause() == machine.SOFT_RESET:
    servo = pyb.Servo(1)
    ${look}
    servo.calibration(1000, 2000, 1700)
`,
      'main.py': `
import machine, pyb
servo = pyb.Servo(1)
${look}
servo.calibration(700, 2300, 1600)
servo.pulse_width(1800)
pyb.Accel()
if machine.reset_cause() == machine.PWRON_RESET: machine.soft_reset()
`,
    },
    { board: 'pybv11' },
  );
  bench.run(2000);
  expect(bench.output.split('\n').filter((line) => line.startsWith('('))).toEqual([
    '(640, 2420, 1500) 1500 0',
    '(700, 2300, 1600) 1800 1',
    '(640, 2420, 1500) 1500 0',
  ]);
});

test('what the accelerometer has measured last outlives a soft reset, as the static object of its driver does, and no hard one', () => {
  const bench = new TestBench(
    {
      'main.py': `
import machine, pyb
accel = pyb.Accel()
cause = machine.reset_cause()
print(accel.filtered_xyz(), accel.filtered_xyz())
if cause == machine.PWRON_RESET: machine.soft_reset()
if cause == machine.SOFT_RESET: machine.reset()
`,
    },
    { board: 'pybv11' },
  );
  bench.run(5000);
  expect(bench.output.split('\n').filter((line) => line.startsWith('('))).toEqual([
    '(0, 0, 21) (0, 0, 42)',
    '(0, 0, 63) (0, 0, 84)',
    '(0, 0, 21) (0, 0, 42)',
  ]);
});

test('servos go on where they are, unless the program has had their timer; other timers and a dimmed LED go off', () => {
  const bench = new TestBench(
    {
      'main.py': `
import machine, pyb, stm
if machine.reset_cause() != machine.SOFT_RESET:
    pyb.Servo(1).pulse_width(2000)
    pyb.Timer(4, freq=100)
    pyb.LED(4).intensity(100)
    machine.PWM('Y9', freq=100, duty_u16=32768)
else:
    print([stm.mem32[timer] & 1 for timer in (stm.TIM5, stm.TIM4, stm.TIM2)], pyb.LED(4).intensity())
    pyb.Timer(5)
`,
    },
    { board: 'pybv11', afterwards: 'prompt' },
  );
  const pulses = (): number | undefined => bench.board.pin('X1')?.level.value;
  bench.run(1000);
  expect(pulses()).toBe(0.1);
  bench.type('\x04');
  bench.run(1000);
  expect(pulses()).toBe(0.1);
  expect(bench.output).toContain('[1, 0, 0] 0\n');
  bench.type('\x04');
  bench.run(1000);
  expect(pulses()).toBe(0);
});

test('a DAC keeps its resolution, for a program that gives none', () => {
  const program = (args: string): string => `import pyb\nprint(pyb.DAC(${args}))`;
  expect(outputAfter(program('2, bits=12'), program('2'))).toContain('DAC(2, bits=12)');
  expect(outputAfter(program('1, bits=12'), program('2'))).toContain('DAC(2, bits=8)');
});

test('the external interrupts of the program before are enabled still, and call nobody', () => {
  const before = "import pyb\npyb.ExtInt('Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, print)";
  const output = outputAfter(before, "import pyb\npyb.ExtInt.regs()\npyb.Pin('Y1').init(pyb.Pin.IN, pyb.Pin.PULL_UP)\nprint('quiet')");
  expect(output).toMatch(/EXTI_IMR {3}0000[0-9a-f]{4}/);
  expect(output).not.toContain('EXTI_IMR   00000000');
  expect(output).toMatch(/EXTI_PR {4}00000000\s+quiet/);
});

test.each([
  ['the stack size of threads', '_thread', '_thread.stack_size(9000)', '_thread.stack_size()', '9000'],
  ['the random numbers', 'random', 'random.seed(1); random.getrandbits(32)', 'random.getrandbits(32)', '1862853106'],
] as const)('%s: the firmware goes on after a soft reset as if there had been none', (_, module, set, look, value) => {
  expect(outputAfter(`import ${module}\n${set}`, `import ${module}\nprint(${look})`)).toContain(value);
  expect(outputAfter(null, `import ${module}\nprint(${look})`)).not.toContain(value);
});
