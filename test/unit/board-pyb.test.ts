import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';
import { output, PythonBench } from './board-python.js';

/** Prints each expression, or the exception it raises. */
function values(...expressions: string[]): string[] {
  const program = expressions.map((e) => `try:\n    print(${e})\nexcept Exception as e:\n    print(type(e).__name__ + ': ' + str(e))\n`);
  return output(`import pyb, machine, time\nfrom pyb import Pin, Timer, ExtInt, LED\n${program.join('')}`)
    .trimEnd()
    .split('\n');
}

describe('who calls the program, if time goes on', () => {
  const I2S_PINS = "sck=machine.Pin('Y6'), ws=machine.Pin('Y5'), sd=machine.Pin('Y8')";
  const I2S = `i2s = machine.I2S(2, ${I2S_PINS}, mode=machine.I2S.TX, bits=16, format=machine.I2S.MONO, rate=8000, ibuf=2000)`;
  const callersOf = (source: string): readonly string[] => {
    const bench = new TestBench({ 'main.py': `import machine, pyb\nprint('boots')\n${source}` }, { afterwards: 'stop' });
    bench.runUntil(() => bench.exit !== null, 1000);
    expect(bench.output).toBe('boots\n');
    return bench.system.callers;
  };

  test.each([
    ['tim = pyb.Timer(4, freq=10, callback=print)', 'tim.deinit()', 'Timer(4)'],
    ['tim = machine.Timer(-1, period=100, callback=print)', 'tim.deinit()', 'machine.Timer'],
    ["ext = globals().get('ext') or pyb.ExtInt('X1', pyb.ExtInt.IRQ_RISING, 0, print); ext.enable()", 'ext.disable()', 'ExtInt line 0'],
    ["pin = machine.Pin('X1'); pin.irq(print)", 'pin.irq(None)', "Pin('A0').irq"],
    ['u = machine.UART(4, 9600); u.irq(print, u.IRQ_RXIDLE)', 'u.deinit()', 'UART(4).irq'],
    ['u = machine.UART(4, 9600); u.irq(print, u.IRQ_RXIDLE)', 'u.irq(print, 0)', 'UART(4).irq'],
    ['t = machine.I2CTarget(1, 0x43); t.irq(print)', 't.deinit()', 'I2CTarget(1).irq'],
    ['can = machine.CAN(1, 125000); can.irq(print, can.IRQ_RX)', 'can.deinit()', 'CAN(1).irq'],
    [`${I2S}; i2s.irq(print); i2s.write(bytes(8000))`, 'i2s.deinit()', 'I2S(2).irq'],
    [`${I2S}; i2s.irq(id); i2s.write(bytes(800))`, 'pyb.delay(500)', 'I2S(2).irq'],
  ])('%s; after %s nobody', (begins, ends, caller) => {
    expect(callersOf(begins)).toEqual([caller]);
    expect(callersOf(`${begins}\n${ends}`)).toEqual([]);
    expect(callersOf(`${begins}\n${ends}\n${begins}`)).toEqual([caller]);
  });
});

describe('LED', () => {
  test('names, singletons, errors', () => {
    expect(values('LED(1)', 'LED(1) is LED(1)', 'LED(4).intensity(100) or LED(4).intensity()', 'LED(5)', 'LED()', 'LED("x")')).toEqual([
      'LED(1)',
      'True',
      '100',
      "ValueError: LED(5) doesn't exist",
      'TypeError: function takes 1 positional arguments but 0 were given',
      "TypeError: can't convert str to int",
    ]);
  });

  test('blinking on the tick grid', () => {
    const bench = new PythonBench('import pyb\nled = pyb.LED(4)\nfor i in range(3):\n    led.toggle()\n    pyb.delay(150)\n');
    bench.run();
    expect(bench.trace).toEqual(['0 LED(4) 1', '150 LED(4) 0', '300 LED(4) 1']);
  });
});

describe('Timer', () => {
  test('printing', () => {
    expect(
      values(
        'Timer(1)',
        'Timer(1) is Timer(1)',
        'Timer(1, freq=5)',
        'Timer(2, freq=5)',
        'Timer(4, prescaler=100, period=200)',
        'Timer(8, freq=1000, mode=Timer.CENTER, div=4, deadtime=300, brk=Timer.BRK_LOW)',
        'Timer(2, prescaler=0, period=0x3fffffff)',
      ),
    ).toEqual([
      'Timer(1)',
      'True',
      'Timer(1, freq=5, prescaler=624, period=53759, mode=UP, div=1, deadtime=0, brk=BRK_OFF)',
      'Timer(2, freq=5, prescaler=0, period=16799999, mode=UP, div=1)',
      'Timer(4, freq=4137, prescaler=100, period=200, mode=UP, div=1)',
      'Timer(8, freq=1000, prescaler=4, period=33599, mode=CENTER, div=4, deadtime=296, brk=BRK_LOW)',
      'Timer(2, freq=0, prescaler=0, period=1073741823, mode=UP, div=1)',
    ]);
  });

  test('errors', () => {
    expect(
      values(
        'Timer(0)',
        'Timer(15)',
        'Timer(4).init()',
        'Timer(4, freq=0)',
        'Timer(4, freq=5, mode=7)',
        'Timer(4).callback(3)',
        'Timer(4).init(5)',
      ),
    ).toEqual([
      "ValueError: Timer(0) doesn't exist",
      "ValueError: Timer(15) doesn't exist",
      'TypeError: must specify either freq, period, or prescaler and period',
      'ValueError: must have positive freq',
      'ValueError: invalid mode (7)',
      'ValueError: callback must be None or a callable object',
      'TypeError: extra positional arguments given',
    ]);
  });

  test('frequency: an int if it is one', () => {
    expect(values('Timer(2, freq=100).freq()', 'Timer(2, prescaler=0, period=168000000 - 1).freq()', 'Timer(4).source_freq()')).toEqual([
      '100',
      '0.5',
      '84000000',
    ]);
  });

  test('frequency: the float is rounded after each of the two divisions', () => {
    // 84 MHz / 11 / 1000 is 7636.3636…; rounded once, it would be 7636.36377.
    expect(values('Timer(4, prescaler=10, period=999).freq()')).toEqual(['7636.3632']);
  });

  test('a timer that has a callback calls it when it is set up anew: that is an update, and then the callback may be replaced', () => {
    const printed = output(`
import pyb, time
tim = pyb.Timer(4, freq=5)
tim.callback(lambda t: print('one', pyb.millis() - start))
start = pyb.millis()
time.sleep_ms(50)
tim.init(freq=10)
print('set up')
time.sleep_ms(150)
tim.init(freq=10, callback=lambda t: print('two', pyb.millis() - start))
time.sleep_ms(150)
tim.callback(None)
tim.init(freq=10)
tim.init(freq=10, callback=lambda t: print('three'))
`);
    expect(printed).toBe('one 50\nset up\none 150\none 200\ntwo 300\n');
  });

  test('an encoder begins with an update of which the callback does not hear', () => {
    const printed = output(`
import pyb, time
tim = pyb.Timer(2, freq=10, callback=lambda t: print('wrapped'))
tim.channel(1, pyb.Timer.ENC_AB)
time.sleep_ms(300)
print('no more')
`);
    expect(printed).toBe('no more\n');
  });

  test('a callback that sets its timer up anew is called again as soon as it has returned', () => {
    const printed = output(`
import pyb, time
left = 3
def again(t):
    global left
    left -= 1
    print(left, pyb.millis() - start)
    if left > 0:
        t.init(freq=10)
tim = pyb.Timer(4, freq=10, callback=again)
start = pyb.millis()
time.sleep_ms(250)
`);
    expect(printed).toBe('2 100\n1 100\n0 100\n-1 200\n');
  });

  test('a timer with fewer than three channels counts up, whatever its mode, which it shows', () => {
    const printed = output(`
import pyb, time
for number in 4, 12, 7:
    tim = pyb.Timer(number, prescaler=pyb.Timer(number).source_freq() // 10000 - 1, period=9999, mode=pyb.Timer.DOWN)
    time.sleep_ms(100)
    print(tim.counter() // 1000, repr(tim).split()[4])
`);
    expect(printed).toBe('8 mode=DOWN,\n1 mode=DOWN,\n1 mode=DOWN,\n');
  });

  test('a callback gets the timer, one period after init', () => {
    const bench = new PythonBench(`
import pyb, time
def tick(t):
    pyb.LED(1).toggle()
    print(t is tim, pyb.millis())
tim = pyb.Timer(4, freq=5)
time.sleep_ms(70)
tim.callback(tick)
time.sleep_ms(500)
tim.callback(None)
time.sleep_ms(500)
`);
    const printed = bench.run();
    expect(printed).toBe('True 200\nTrue 400\n');
    expect(bench.trace).toEqual(['200 LED(1) 1', '400 LED(1) 0']);
  });

  test('a callback that raises is printed and disabled', () => {
    const printed = output(`
import pyb, time
def bad(t):
    print('bad')
    raise ValueError('oops')
tim = pyb.Timer(4, freq=10, callback=bad)
time.sleep_ms(350)
print('end')
`);
    expect(printed).toBe('bad\nUncaught exception in IRQ callback handler\nValueError: \nend\n');
  });

  test('nothing may be allocated in a hard callback, but in a soft one', () => {
    const program = (hard: boolean) => `
import pyb, time
seen = []
def tick(t):
    try:
        [1, 2, 3]
        print('allocated')
    except MemoryError as e:
        print('MemoryError')
tim = pyb.Timer(4, freq=10, callback=tick, hard=${hard ? 'True' : 'False'})
time.sleep_ms(150)
tim.deinit()
`;
    expect(output(program(true))).toBe('MemoryError\n');
    expect(output(program(false))).toBe('allocated\n');
  });

  test('channels', () => {
    expect(
      values(
        'Timer(2, freq=1000).channel(1)',
        'Timer(2).channel(1, Timer.PWM, pin=Pin("X1"), pulse_width_percent=50)',
        'Timer(2).channel(1).pulse_width()',
        'Timer(2).channel(1).pulse_width_percent()',
        'Timer(2).channel(1).pulse_width_us()',
        'Timer(2).channel(1) is Timer(2).channel(1)',
        'Pin("X1")',
        'Timer(2).channel(5)',
        'Timer(2).channel(1, 12)',
        'Timer(2).channel(1, Timer.PWM, pin=Pin("X11"))',
        'Timer(2).channel(1, Timer.PWM, pin=1)',
        'Timer(6).channel(1, Timer.ENC_A)',
        'Timer(2).channel(1, Timer.IC, polarity=5)',
      ),
    ).toEqual([
      'None',
      'TimerChannel(timer=2, channel=1, mode=PWM)',
      '42000',
      '50.0',
      '500',
      'True',
      'Pin(Pin.cpu.A0, mode=Pin.ALT, alt=Pin.AF1_TIM2)',
      'ValueError: invalid channel (5)',
      'ValueError: invalid mode (12)',
      "ValueError: Pin(C4) doesn't have an alt for Timer(2)",
      'ValueError: pin argument needs to be a Pin type',
      'ValueError: encoder not supported on timer 6',
      'ValueError: invalid polarity (5)',
    ]);
  });

  test('settings of a channel need its mode, and without it the channel is lost', () => {
    expect(
      values(
        'Timer(2, freq=1000).channel(1, mode=Timer.PWM, pulse_width_percent=50)',
        'Timer(2).channel(1, pulse_width_percent=20)',
        'Timer(2).channel(1)',
        'Timer(2).channel(channel=1)',
        'Timer(2).channel(1, Timer.PWM, 20)',
      ),
    ).toEqual([
      'TimerChannel(timer=2, channel=1, mode=PWM)',
      "TypeError: 'mode' argument required",
      'None',
      'TypeError: function missing 1 required positional arguments',
      'TypeError: extra positional arguments given',
    ]);
  });

  test('a width in percent goes by the mode that was asked for, even of a timer that only counts up', () => {
    expect(
      values(
        'Timer(4, prescaler=0, period=1000, mode=Timer.CENTER).channel(1, Timer.PWM, pulse_width_percent=100).pulse_width()',
        'Timer(12, prescaler=0, period=1000, mode=Timer.CENTER).channel(1, Timer.PWM, pulse_width_percent=100).pulse_width()',
        'Timer(12, prescaler=0, period=1000).channel(1, Timer.PWM, pulse_width_percent=100).pulse_width()',
      ),
    ).toEqual(['1000', '1000', '1001']);
  });
});

describe('Pin, ExtInt, Switch', () => {
  test('pins print and read back', () => {
    expect(
      values(
        'Pin("X1", Pin.OUT)',
        'Pin("A7", Pin.IN, Pin.PULL_UP)',
        'Pin("A7").value()',
        'Pin("A7", Pin.IN, Pin.PULL_DOWN)()',
        'Pin("A7", mode=Pin.OUT_PP, value=1).value()',
        'Pin.cpu.A7 is Pin("X8")',
        'Pin.board.X8.names()',
        'Pin("A0").af_list()[0]',
        'Pin.AF1_TIM2',
        '(Pin("B4").port(), Pin("B4").pin(), Pin("B4").name())',
        'Pin("A7").mode() == Pin.OUT',
        'Pin("A4", Pin.ANALOG)',
      ),
    ).toEqual([
      'Pin(Pin.cpu.A0, mode=Pin.OUT)',
      'Pin(Pin.cpu.A7, mode=Pin.IN, pull=Pin.PULL_UP)',
      '1',
      '0',
      '1',
      'True',
      "['A7', 'X8']",
      'Pin.AF1_TIM2',
      '1',
      "(1, 4, 'B4')",
      'True',
      'Pin(Pin.cpu.A4, mode=Pin.ANALOG)',
    ]);
  });

  test('errors', () => {
    expect(
      values(
        'Pin("Z9")',
        'Pin("X1", 99)',
        'Pin("X1", Pin.IN, 9)',
        'Pin("X1", Pin.ALT)',
        'ExtInt(3, 0, 0, print)',
        'ExtInt(23, 0, 0, print)',
      ),
    ).toEqual([
      "ValueError: Pin(Z9) doesn't exist",
      'ValueError: invalid pin mode: 99',
      'ValueError: invalid pin pull: 9',
      'ValueError: invalid pin af: -1',
      'ValueError: ExtInt vector 3 < 16, use a Pin object',
      'ValueError: ExtInt vector 23 >= max of 23',
    ]);
  });

  test('a line triggered by software; disabled, it is lost; taken, it cannot be taken again', () => {
    expect(
      output(`
import pyb
ext = pyb.ExtInt('Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, lambda line: print('line', line))
print(ext)
ext.swint()
ext.disable()
ext.swint()
ext.enable()
ext.swint()
try:
    pyb.ExtInt('X11B' if False else 'Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_DOWN, print)
except ValueError as e:
    print(e)
`),
    ).toBe('<ExtInt line=6>\nline 6\nline 6\nExtInt vector 6 is already in use\n');
  });

  test('what the resistor of the pin does when the line is set up is no event', () => {
    const program = `
import pyb
def count(line):
    print('line', line)
pyb.ExtInt('Y1', pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_UP, count)
pyb.Pin('Y2', pyb.Pin.OUT_PP).high()
pyb.ExtInt('Y2', pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_DOWN, count)
pyb.delay(1)
print('end')
`;
    expect(output(program)).toBe('end\n');
  });

  test('a capture and an external interrupt see the edges of a PWM at the other end of a wire', () => {
    const bench = new PythonBench(`
import pyb
from pyb import Pin, Timer
pwm = Timer(2, freq=1000).channel(1, Timer.PWM, pin=Pin('X1'), pulse_width_percent=30)
meter = Timer(4, prescaler=83, period=0xffff)
edges = []
rising = meter.channel(1, Timer.IC, pin=Pin('X9'), polarity=Timer.RISING)
falling = meter.channel(2, Timer.IC, pin=Pin('X10'), polarity=Timer.FALLING)
count = 0
def edge(line):
    global count
    count += 1
pyb.ExtInt('X2', pyb.ExtInt.IRQ_RISING, Pin.PULL_NONE, edge)
pyb.delay(10)
width = (falling.capture() - rising.capture()) % 1000
print(width, count)
pwm.pulse_width_percent(70)
pyb.delay(2)
print((falling.capture() - rising.capture()) % 1000, count)
`);
    for (const end of ['X2', 'X9', 'X10']) bench.board.wire('X1', end);
    expect(bench.run()).toBe('300 10\n700 12\n');
  });

  test('the switch calls without arguments, and its failing callback is told as an external interrupt', () => {
    const bench = new PythonBench(`
import pyb, time
sw = pyb.Switch()
print(sw, sw(), sw.value())
def pressed():
    print('pressed', sw(), pyb.millis())
    1 // 0
sw.callback(pressed)
time.sleep_ms(20)
`);
    bench.clock.alarm(() => bench.board.switch.press()).set(5e6);
    bench.clock.alarm(() => bench.board.switch.release()).set(7e6);
    bench.clock.alarm(() => bench.board.switch.press()).set(9e6);
    const printed = bench.run();
    expect(printed).toBe(
      'Switch() False False\npressed True 5\nuncaught exception in ExtInt interrupt handler line 3\nZeroDivisionError: \n',
    );
  });

  test('Pin.irq calls softly with the pin', () => {
    const bench = new PythonBench(`
import pyb, time
p = pyb.Pin('X1', pyb.Pin.IN)
p.irq(lambda pin: print(pin is p, [pin.value()]), trigger=pyb.Pin.IRQ_RISING)
time.sleep_ms(10)
`);
    bench.clock.alarm(() => bench.board.pin('X1')?.drive(1)).set(3e6);
    expect(bench.run()).toBe('True [1]\n');
  });
});

describe('machine, time and the rest', () => {
  test('software timers', () => {
    expect(
      output(`
import machine, time
t = machine.Timer(-1)
print(t)
t.init(period=100, callback=lambda t: print('tick', time.ticks_ms()))
machine.Timer(period=250, mode=machine.Timer.ONE_SHOT, callback=lambda t: print('once', time.ticks_ms()), hard=True)
time.sleep_ms(350)
t.deinit()
print(machine.Timer(freq=4))
try:
    machine.Timer(1)
except ValueError as e:
    print(e)
`),
    ).toBe(
      "Timer(mode=PERIODIC, period=1000)\ntick 100\ntick 200\nonce 250\ntick 300\nTimer(mode=PERIODIC, period=250)\nTimer doesn't exist\n",
    );
  });

  test('Signal', () => {
    expect(
      values(
        'machine.Signal(Pin("X1", Pin.OUT), invert=True).value(1)',
        'Pin("X1").value()',
        'machine.Signal("X2", Pin.OUT, value=1, invert=True)()',
        'Pin("X2").value()',
      ),
    ).toEqual(['None', '0', '1', '0']);
  });

  test('functions', () => {
    expect(
      values(
        'pyb.freq()',
        'machine.freq is pyb.freq',
        'pyb.delay is time.sleep_ms',
        'pyb.disable_irq(), pyb.disable_irq(), pyb.enable_irq(), pyb.disable_irq(), pyb.enable_irq()',
        'len(pyb.unique_id())',
        'pyb.rng() < 2**30',
        'pyb.have_cdc(), pyb.usb_mode()',
        'pyb.freq(1000)',
        'machine.reset_cause() == machine.PWRON_RESET',
        'machine.mem32',
        'machine.mem32[0]',
        'pyb.elapsed_millis(pyb.millis())',
      ),
    ).toEqual([
      '(168000000, 168000000, 42000000, 84000000)',
      'True',
      'True',
      'True False None True None',
      '12',
      'True',
      'True VCP+MSC',
      'ValueError: invalid freq',
      'True',
      '<32-bit memory>',
      'NotImplementedError: memory at 0x00000000 is not simulated',
      '0',
    ]);
  });

  test('time', () => {
    expect(
      values(
        'time.ticks_diff(3, 2**30 - 2), time.ticks_add(2**30 - 1, 2)',
        'time.ticks_add(0, 2**29)',
        'time.localtime()',
        'time.time()',
        'time.localtime(0), time.localtime(-1)',
        'time.mktime((2001, 14, 1, 0, 0, 0, 0, 0))',
        'time.mktime((2000, 1))',
      ),
    ).toEqual([
      '5 1',
      'OverflowError: ticks interval overflow',
      '(2015, 1, 1, 0, 0, 0, 3, 1)',
      '473385600',
      '(2000, 1, 1, 0, 0, 0, 5, 1) (1999, 12, 31, 23, 59, 59, 4, 365)',
      '65836800',
      'TypeError: mktime needs a tuple of length 8 or 9',
    ]);
  });

  test('every day of 1965 to 2100 makes the round trip', () => {
    expect(
      output(`
import time
s = time.mktime((1965, 1, 1, 0, 0, 0, 0, 0))
last = 0
while s < time.mktime((2100, 1, 1, 0, 0, 0, 0, 0)):
    t = time.localtime(s + 3661)
    if time.mktime(t) != s + 3661 or t[3:6] != (1, 1, 1):
        print('bad', t)
    if t[7] == 1 and last not in (0, 365, 366):
        print('bad year', t)
    last = t[7]
    s += 86400
print('done')
`),
    ).toBe('done\n');
  });

  test('sleep, with interrupts disabled too', () => {
    expect(
      output(`
import time, pyb
t = time.ticks_us()
time.sleep(0.3)
print(time.ticks_ms())
time.sleep_us(1500)
print(time.ticks_us() - t)
time.sleep_ms(-5)
s = pyb.disable_irq()
time.sleep_ms(10)
pyb.udelay(250)
print(time.ticks_ms())
pyb.enable_irq(s)
print(time.ticks_ms())
`),
    ).toBe('300\n301500\n301\n302\n');
  });

  test('ticks_cpu counts the cycles of the clock that the core had, whatever it has later', () => {
    const machine = new PythonBench(`
import machine, time
start = time.ticks_cpu()
time.sleep_ms(20)
full = time.ticks_diff(time.ticks_cpu(), start)
machine.freq(42000000)
changed = time.ticks_cpu()
time.sleep_ms(20)
slow = time.ticks_diff(time.ticks_cpu(), changed)
print(round(full / 168e3), round(slow / 42e3), time.ticks_diff(changed, start) >= full)
`);
    expect(machine.run()).toBe('20 20 True\n');
  });

  test('a delay in a callback of Timer(5), which holds the tick back, ends with the millisecond; a servo takes the priority down', () => {
    const program = (setUp: string) => `
import pyb, time
cycles = 0
lost = 0
def callback(timer):
    global cycles, lost
    timer.callback(None)
    start, tick = time.ticks_cpu(), pyb.millis()
    pyb.udelay(3000)
    cycles, lost = time.ticks_cpu() - start, pyb.millis() - tick
def run(number):
    global cycles
    cycles = 0
    timer = pyb.Timer(number, freq=900, callback=callback)
    while cycles == 0:
        pass
    timer.deinit()
    print(number, round(cycles / 168e3, 1), lost)
${setUp}
`;
    const printed = (setUp: string) => new PythonBench(program(setUp), 'pybv11', 'calibrated').run();
    expect(printed('run(4)')).toBe('4 3.0 3\n');
    expect(printed('pyb.Servo(1)\nrun(5)')).toBe('5 3.0 3\n');
    // It is called 1.1 ms after the start, wherever that was.
    expect(printed('run(5)')).toMatch(/^5 0\.\d 0\n$/);
  });

  test('the real-time clock', () => {
    const program = `
import pyb, time
rtc = pyb.RTC()
rtc.datetime((2026, 11, 24, 2, 13, 59, 59, 500000))
time.sleep_ms(1000)
print(rtc, rtc.datetime(), time.localtime())
def wake(line):
    print('wake', line, pyb.millis())
rtc.wakeup(100, wake)
time.sleep_ms(250)
rtc.wakeup(None)
time.sleep_ms(250)
try:
    rtc.calibration(600)
except ValueError as e:
    print(e)
print(rtc.calibration(0xffe))
try:
    rtc.calibration(0xfff)
except NotImplementedError as e:
    print(e)
`;
    expect(output(program)).toBe(
      '<RTC> (2026, 11, 24, 2, 14, 0, 0, 255) (2026, 11, 24, 14, 0, 0, 1, 328)\nwake 22 1099\nwake 22 1199\ncalibration value out of range\n0\nthe output of RTC.calibration is not simulated\n',
    );
  });

  test('the real-time clock has two digits for the year: after 2099 comes 2000; its weekday goes on', () => {
    const program = `
import machine, pyb, time
rtc = pyb.RTC()
rtc.datetime((2099, 12, 31, 4, 23, 59, 59, 0))
time.sleep_ms(1000)
print(rtc.datetime(), time.localtime(), time.time(), hex(machine.mem32[0x40002804]))
rtc.datetime((2024, 2, 29, 1, 0, 0, 0, 0))
print(rtc.datetime()[:4], time.localtime()[6])
`;
    expect(output(program)).toBe('(2000, 1, 1, 5, 0, 0, 0, 255) (2000, 1, 1, 0, 0, 0, 4, 1) 0 0xa101\n(2024, 2, 29, 1) 0\n');
  });

  test.each([
    // 512 pulses more in 2^20 are 488.5 in a million, 511 fewer 487.1.
    [512, 488.5],
    [-511, -487.1],
    [0, 0],
  ])('calibrated with %i the real-time clock goes faster by %f in a million, and so do seconds that it counts to wake', (pulses, ppm) => {
    const bench = new PythonBench(`
import pyb, time
rtc = pyb.RTC()
rtc.calibration(${pulses})
rtc.datetime((2026, 11, 24, 2, 0, 0, 0, 0))
times = []
rtc.wakeup(70_000, lambda line: times.append(time.ticks_us()))
started = time.ticks_us()
time.sleep(100)
rtc.wakeup(None)
time.sleep(900)
y, m, d, w, hours, minutes, seconds, below = rtc.datetime()
print(minutes * 60 + seconds + (255 - below) / 256, time.ticks_diff(times[0], started), rtc.calibration())
`);
    bench.runTo(1_200_000_000_000n);
    const [seconds, wake, kept] = bench.printed.split(' ').map(Number);
    expect(((seconds as number) - 1000) * 1000).toBeGreaterThan(ppm - 4);
    expect(((seconds as number) - 1000) * 1000).toBeLessThan(ppm + 4);
    expect(((70e6 - (wake as number)) / 70e6) * 1e6).toBeCloseTo(ppm, 0);
    expect(kept).toBe(pulses);
  });

  test('the frequency changes after 5 ms, and with it the speed of code', () => {
    const bench = new PythonBench(
      `
import pyb, time
def loop():
    t = time.ticks_us()
    for i in range(1000):
        pass
    return time.ticks_us() - t
fast = loop()
pyb.freq(84000000)
slow = loop()
print(pyb.freq(), round(slow / fast, 2))
`,
      'pybv11',
      'calibrated',
    );
    const printed = bench.run();
    expect(printed).toBe('(84000000, 84000000, 21000000, 42000000) 2.0\n');
  });

  test('a PYBD has three LEDs, lit when low, and no accelerometer', () => {
    expect(output('import pyb\nprint(pyb.LED(3), hasattr(pyb, "Accel"), pyb.freq()[0])\nprint(pyb.LED(4))\n', 'pybd-sf2')).toBe(
      'LED(3) False 120000000\nTraceback (most recent call last):\n  File "main.py", line 3, in <module>\nValueError: LED(4) doesn\'t exist\n',
    );
  });
});

test("help('modules') lists what the firmware has, frozen modules by their files", () => {
  const names = output("help('modules')").split(/\s+/);
  for (const name of ['__main__', '_onewire', 'asyncio/__init__', 'asyncio/core', 'dht', 'onewire', 'pyb', 'uasyncio']) {
    expect(names).toContain(name);
  }
});

test('info() prints what the firmware prints, with the threads there are, and with an argument the map of the heap', () => {
  const text = output(`
import pyb, machine, _thread, time
pyb.info()
print('---')
_thread.start_new_thread(time.sleep, (1,))
machine.info(None)
`);
  const [alone, together] = text.split('---\n') as [string, string];
  expect(alone.replace(/(?<==)[\w:]+/g, '#').replace(/\b\d+\b/g, '#')).toBe(
    `ID=#
DEVID=#
REVID=#
S=#
H=#
P1=#
P2=#
_etext=#
_sidata=#
_sdata=#
_edata=#
_sbss=#
_ebss=#
_sstack=#
_estack=#
_ram_start=#
_heap_start=#
_heap_end=#
_ram_end=#
qstr:
  n_pool=#
  n_qstr=#
  n_str_data_bytes=#
  n_total_bytes=#
GC:
  # total
  # : #
  #=# #=# m=#
LFS free: # bytes
THREAD: only main thread
`,
  );
  expect(together).toMatch(
    /THREAD:\n {4}id=\w+ sp=\w+ sz=1024 \(runable\)\n {4}id=20001000 sp=2001c000 sz=4096 \(runable\)\nGC memory layout; from/,
  );
});
