/** Stop and standby: what stands still, what goes on, and what wakes the chip. */
import { describe, expect, test } from 'vitest';
import type { Pyboard } from '../../src/board/pyboard.js';
import { Ds18x20, MemoryFileTree, PyboardSystem, TestBench, World } from '../../src/index.js';
import { PythonBench } from './board-python.js';

describe('stop (machine.lightsleep)', () => {
  test('lasts as long as it is told; the real-time clock goes on, the ticks and the timers stand still', () => {
    const bench = new PythonBench(`
import machine, pyb, time
count = 0
def tick(t):
    global count
    count += 1
pyb.Timer(4, freq=100, callback=tick)
pyb.LED(4).on()
before = time.time()
machine.lightsleep(5000)
pyb.LED(4).off()
print(time.time() - before, pyb.millis(), count)
pyb.delay(55)
print(count)
`);
    expect(bench.run()).toBe('5 0 0\n5\n');
    expect(bench.trace).toEqual(['0 LED(4) 1', '5000 LED(4) 0']);
  });

  test('stops the counter of CPU cycles', () => {
    const bench = new PythonBench(`
import machine, time
start = time.ticks_cpu()
machine.lightsleep(3000)
print(time.ticks_diff(time.ticks_cpu(), start) < machine.freq()[0] // 1000)
`);
    expect(bench.run()).toBe('True\n');
  });

  test('passes whole in nested code, which cannot be left; what nothing here will end raises an error', () => {
    const bench = new PythonBench(`
import machine, pyb, time
rtc = pyb.RTC()
class Sleeper:
    def __init__(self, ms):
        self.ms = ms
    def __len__(self):
        before = time.time()
        machine.lightsleep(*self.ms)
        return time.time() - before
print(len(Sleeper([5000])), pyb.millis())
rtc.wakeup(None)
before = time.time()
try:
    len(Sleeper([]))
except RuntimeError as error:
    print(error, time.time() - before)
`);
    expect(bench.run()).toBe('5 0\nwait in nested code can never end 0\n');
  });

  test('ends with an external interrupt, whose callback is called', () => {
    const bench = new PythonBench(`
import pyb
pyb.Switch().callback(lambda: print('pressed', pyb.millis()))
pyb.stop()
print('awake')
`);
    const run = (until: bigint): void => bench.runTo(until);
    run(3_000_000_000n);
    expect(bench.printed).toBe('');
    bench.board.switch.press();
    run(3_100_000_000n);
    expect(bench.printed).toBe('pressed 0\nawake\n');
  });

  test('does not last while an interrupt waits, even one that is held back', () => {
    const bench = new PythonBench(`
import pyb
e = pyb.ExtInt('Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, lambda line: print('line', line))
state = pyb.disable_irq()
e.swint()
pyb.stop(1000)
pyb.LED(1).on()
pyb.enable_irq(state)
pyb.delay(1)
`);
    expect(bench.run()).toBe('line 6\n');
    expect(bench.trace).toEqual(['0 LED(1) 1']);
  });

  test('the wake-up timer, once set, wakes again and again', () => {
    const bench = new PythonBench('import pyb\npyb.stop(250)\npyb.LED(1).on()\npyb.stop()\npyb.LED(1).off()');
    bench.run();
    expect(bench.trace).toEqual(['250 LED(1) 1', '500 LED(1) 0']);
  });
});

describe('an alarm of the real-time clock', () => {
  /** Sets alarm A to 12:00:03, today, where it is 12:00:00, and lets it interrupt. */
  const SET = `
import pyb
from stm import *
pyb.RTC().datetime((2030, 6, 1, 6, 12, 0, 0, 0))
mem32[RTC + RTC_WPR] = 0xca
mem32[RTC + RTC_WPR] = 0x53
mem32[RTC + RTC_ALRMAR] = 0x01120003
mem32[RTC + RTC_CR] |= 0x1100
`;

  test('wakes the chip from stop by its external interrupt', () => {
    const bench = new PythonBench(`${SET}
pyb.ExtInt(17, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, lambda line: print('line', line))
pyb.stop()
print(pyb.RTC().datetime()[4:7], hex(mem32[RTC + RTC_ISR] >> 8 & 3))
`);
    expect(bench.run()).toBe('line 17\n(12, 0, 3) 0x1\n');
  });

  test('does not where the firmware has not been told of that', () => {
    const bench = new PythonBench(`${SET}
mem32[EXTI + EXTI_IMR] |= 1 << 17
mem32[EXTI + EXTI_RTSR] |= 1 << 17
pyb.stop(5000)
print(pyb.RTC().datetime()[4:7], hex(mem32[EXTI + EXTI_PR]))
mem32[EXTI + EXTI_PR] = 1 << 17
print(mem32[EXTI + EXTI_PR])
`);
    expect(bench.run()).toBe('(12, 0, 5) 0x20000\n0\n');
  });

  test.each([
    ['by itself', '', '(12, 0, 3)'],
    ['unless it does not interrupt', 'mem32[RTC + RTC_CR] &= ~0x1000', '(12, 0, 8)'],
    [
      'although it has fired before: the firmware clears its flag',
      'mem32[RTC + RTC_ALRMAR]\npyb.delay(3500)\npyb.RTC().datetime((2030, 6, 1, 6, 12, 0, 0, 0))',
      '(12, 0, 3)',
    ],
  ])('wakes it from standby %s, and is still set then', (_, change, time) => {
    const bench = new TestBench({
      'boot.py': '',
      'main.py': `import machine, pyb
from stm import *
if machine.reset_cause() == machine.DEEPSLEEP_RESET:
    print(pyb.RTC().datetime()[4:7], hex(mem32[RTC + RTC_CR] & 0xf00))
else:
    exec(${JSON.stringify(SET)})
    ${change.replaceAll('\n', '\n    ')}
    pyb.standby(8000)
`,
    });
    bench.run(14_000);
    expect(bench.output).toContain(`${time} 0x500`);
  });
});

describe('the world while the chip stands still', () => {
  /** Presses the switch at a moment of the world, ns since power came. */
  const pressAt = (board: Pyboard, moment: number): void => board.time.alarm(() => board.switch.press()).set(moment);
  const LISTEN = `
import machine, pyb
pyb.ExtInt(pyb.Pin.board.SW, pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_UP, lambda line: print('pressed'))
`;

  test.each([
    ['machine.lightsleep(3000)', 'before the wake-up timer'],
    ['machine.lightsleep()', 'where nothing else would'],
    ['len(Sleeper())', 'in nested code'],
  ])('%s is ended by what happens in it, %s', (sleep) => {
    const bench = new PythonBench(`${LISTEN}
class Sleeper:
    def __len__(self):
        machine.lightsleep()
        return 1
${sleep}
pyb.LED(1).on()
`);
    pressAt(bench.board, 1e9);
    expect(bench.run()).toBe('pressed\n');
    expect(bench.trace).toEqual(['1000 Switch 1', '1000 LED(1) 1']);
  });

  test('does not wait for a chip that is not woken by it', () => {
    const bench = new PythonBench('import machine, pyb\nmachine.lightsleep(3000)\npyb.LED(1).on()');
    pressAt(bench.board, 1e9);
    bench.run();
    expect(bench.trace).toEqual(['1000 Switch 1', '3000 LED(1) 1']);
  });

  test('has thermometers that measure', () => {
    const bench = new PythonBench(`
import machine, onewire
wire = onewire.OneWire(machine.Pin('X3'))
def tell(command):
    wire.reset(); wire.writebyte(0xcc); wire.writebyte(command)
tell(0x44)
machine.lightsleep(2000)
tell(0xbe)
print((wire.readbyte() | wire.readbyte() << 8) / 16)
`);
    new Ds18x20(bench.board.line('X3'), bench.board.time, { temperature: 21.5 });
    expect(bench.run()).toBe('21.5\n');
  });

  test('has boards that go on, and wake this one over a wire', () => {
    const sleeper = new TestBench({
      'main.py': `import machine, pyb
e = pyb.ExtInt('X1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, lambda line: None)
machine.lightsleep()
pyb.LED(1).on()
`,
    });
    const waker = new TestBench({ 'main.py': "import pyb\npin = pyb.Pin('Y1', pyb.Pin.OUT)\npyb.delay(700)\npin.high()\n" });
    const world = new World([sleeper.system, waker.system]);
    world.wire(sleeper.system, 'X1', waker.system, 'Y1');
    world.run(2_000_000_000n);
    expect(sleeper.edges('LED(1)').at(-1)?.ms).toBeCloseTo(waker.edges('Y1').at(-1)?.ms as number, 1);
  });

  test('ends for the host when it is told to, in nested code, too', () => {
    const bench = new TestBench({
      'main.py': 'import machine\nclass A:\n @property\n def p(self):\n  while True: machine.lightsleep(300)\nA().p\n',
    });
    bench.system.endsAt = 2_000_000_000n;
    expect(bench.system.run(10_000_000_000n)).toBe('aborted');
    expect(bench.system.elapsed / 1_000_000n).toBe(2000n);
  });
});

describe('standby (machine.deepsleep)', () => {
  const MAIN = `import machine, pyb
if machine.reset_cause() == machine.DEEPSLEEP_RESET:
    print('woken', pyb.LED(4).intensity())
else:
    print('power-on')
    pyb.LED(4).on()
    machine.deepsleep(2000)
`;
  test('is a reset with its own cause, after the time', () => {
    let output = '';
    const trace: string[] = [];
    const system = new PyboardSystem({
      board: 'pybv11',
      clock: 'ideal',
      flash: new MemoryFileTree({ 'main.py': MAIN }),
      output: (bytes) => {
        output += new TextDecoder().decode(bytes);
      },
      newline: '\n',
      program: { kind: 'main' },
      afterwards: 'stop',
    });
    system.trace.subscribe(({ t, signal, value }) => trace.push(`${t / 1_000_000n} ${signal} ${value}`));
    system.run(1_500_000_000n);
    expect(output).toBe('power-on\n');
    expect(system.run(10_000_000_000n)).toBe('ended');
    expect(output).toBe('power-on\nwoken 0\n');
    expect(trace.filter((event) => event.includes('LED(4)'))).toEqual(['0 LED(4) 1', '0 LED(4) 0']);
    expect(system.elapsed / 1_000_000n).toBe(2000n);
  });

  test.each([
    ['pybv11', 'stm.mem32[stm.PWR + stm.PWR_CSR]'],
    ['pybd-sf2', 'stm.mem32[stm.PWR + 12]'],
  ] as const)('of a %s ends at a rising edge of X1, where a program has enabled that', (board, register) => {
    const main = (enabled: string): string => `import machine, stm
if machine.reset_cause() == machine.DEEPSLEEP_RESET:
    print('woken', hex(${register}))
else:
    ${register} = ${enabled}
    print(hex(${register}))
    machine.deepsleep()
`;
    const bench = new TestBench({ 'main.py': main('256') }, { board });
    bench.run(1000);
    expect(bench.output).toBe('0x100\n');
    bench.board.line('X1').drive(1);
    bench.run(1000);
    // The flag tells of it; the next standby has to be enabled anew.
    expect(bench.output).toBe('0x100\nwoken 0x1\n');
    const other = new TestBench({ 'main.py': main('0') }, { board });
    other.run(1000);
    other.board.line('X1').drive(1);
    other.run(1000);
    expect(other.output).toBe('0x0\n');
  });
});
