/** Stop and standby: what stands still, what goes on, and what wakes the chip. */
import { describe, expect, test } from 'vitest';
import { MemoryFileTree, PyboardSystem } from '../../src/index.js';
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
try:
    len(Sleeper([]))
except RuntimeError as error:
    print(error)
`);
    expect(bench.run()).toBe('5 0\nwait in nested code can never end\n');
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
});
