/** The clock on I2C: registers that simulated time moves on, alarms, the output, the thermometer. */
import { describe, expect, test } from 'vitest';
import { calendarToSeconds } from '../../src/calendar.js';
import { Ds3231, type Ds3231Options } from '../../src/index.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

/** A driver as small as can be; `edges` has when the output has changed, in ms since the watch began, and to what. */
const DRIVER = `
import machine, time
i2c = machine.I2C('X', freq=400_000)
def read(register, count=1):
    return ' '.join('%02x' % byte for byte in i2c.readfrom_mem(0x68, register, count))
def write(register, *values):
    i2c.writeto_mem(0x68, register, bytes(values))
def watch():
    global edges
    edges = []
    pin = machine.Pin('X1')
    start = time.ticks_us()
    pin.irq(lambda p: edges.append((round(time.ticks_diff(time.ticks_us(), start) / 1000), p())))
`;

const moment = (year: number, month: number, day: number, hour: number, minute: number, second: number): number =>
  calendarToSeconds({ year, month, day, hour, minute, second });
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** What a program prints within some days. */
function printed(source: string, options: Ds3231Options = {}): string[] {
  const machine = new PythonBench(DRIVER + source);
  const chip = new Ds3231(machine.board.time, { output: machine.board.line('X1'), ...options });
  machine.board.i2cBus('X9', 'X10').attach(chip);
  machine.runTo(100n * DAY);
  return machine.printed.trimEnd().split('\n');
}

/** Registers 00 to 06 after some seconds. */
const after = (registers: string, seconds: number): string =>
  printed(`write(0, ${registers})\ntime.sleep(${seconds})\nprint(read(0, 7))\n`)[0] as string;

describe('time', () => {
  test('begins with the century in a chip that has never run, which says so until the flag is cleared', () => {
    expect(
      printed('print(read(0, 7), read(0x0e, 2))\nwrite(0x0f, 0x08)\nprint(read(0x0f))\nwrite(0x0f, 0x88)\nprint(read(0x0f))\n'),
    ).toEqual(['00 00 00 01 01 01 00 1c 88', '08', '08']);
  });

  test('is that of the options, and the day of its week from Monday on', () => {
    const source = 'print(read(0, 7), read(0x0f))\n';
    expect(printed(source, { time: moment(2026, 11, 29, 23, 58, 7) })).toEqual(['07 58 23 07 29 11 26 08']);
  });

  test.each([
    ['seconds, minutes, hours, the day of the week and the date carry', '0x59, 0x59, 0x23, 7, 0x31, 0x01, 0x26', '00 00 00 01 01 02 26'],
    ['a year carries', '0x59, 0x59, 0x23, 3, 0x31, 0x12, 0x26', '00 00 00 04 01 01 27'],
    ['every fourth year has a 29th of February', '0x59, 0x59, 0x23, 1, 0x28, 0x02, 0x28', '00 00 00 02 29 02 28'],
    ['the others have none', '0x59, 0x59, 0x23, 1, 0x28, 0x02, 0x27', '00 00 00 02 01 03 27'],
    ['after 99 comes 00, and the bit of the century changes', '0x59, 0x59, 0x23, 1, 0x31, 0x12, 0x99', '00 00 00 02 01 81 00'],
    ['and changes back', '0x59, 0x59, 0x23, 1, 0x31, 0x92, 0x99', '00 00 00 02 01 01 00'],
    ['hours by twice 12: noon', '0x59, 0x59, 0x51, 1, 0x01, 0x01, 0x26', '00 00 72 01 01 01 26'],
    ['one after noon', '0x59, 0x59, 0x72, 1, 0x01, 0x01, 0x26', '00 00 61 01 01 01 26'],
    ['midnight', '0x59, 0x59, 0x71, 1, 0x01, 0x01, 0x26', '00 00 52 02 02 01 26'],
  ])('%s', (_, before, expected) => {
    expect(after(before, 1)).toBe(expected);
  });

  test('of a date that is set register by register waits for the last one', () => {
    expect(printed('write(0, 0, 0, 0, 1, 0x01, 0x02, 0x26)\nwrite(4, 0x31, 0x01)\nprint(read(4, 2))\n')).toEqual(['31 01']);
  });

  test('begins a second when seconds are written, and only then', () => {
    const source = `
time.sleep_ms(700)
write(0, 0x10)
time.sleep_ms(900)
print(read(0))
write(1, 0x20)
time.sleep_ms(200)
print(read(0, 2))
`;
    expect(printed(source)).toEqual(['10', '11 20']);
  });

  test('that is read is that of the start, however long reading takes', () => {
    const source = `
write(0, 0x59, 0x59)
i2c.writeto(0x68, b'\\0')
time.sleep_us(992_000)
slow = machine.SoftI2C('X9', 'X10', freq=2000)
print(slow.readfrom(0x68, 3), read(0, 3))
`;
    expect(printed(source)).toEqual(["b'YY\\x00' 00 00 01"]);
  });

  test('goes on while a program does not look, for weeks', () => {
    expect(printed('time.sleep(40 * 86_400)\nprint(read(0, 7))\n', { time: moment(2026, 1, 31, 12, 0, 0) })).toEqual([
      '00 00 12 04 12 03 26',
    ]);
  });

  test('is that of a set-up, too', () => {
    const machine = new PythonBench(`${DRIVER}print(read(0, 7))\n`);
    setUp(machine.board, { devices: { clock: { type: 'ds3231', scl: 'X9', sda: 'X10', time: '2026-07-01 12:00' } } });
    expect(machine.run()).toBe('00 00 12 03 01 07 26\n');
  });

  test('of another century is refused', () => {
    const { time } = new PythonBench('').board;
    for (const seconds of [-1, 36_525 * 86_400])
      expect(() => new Ds3231(time, { time: seconds })).toThrow(`time: ${seconds} is not a whole number from 0 to 3155759999`);
  });
});

describe('alarms', () => {
  test.each([
    ['every second', '0x80, 0x80, 0x80, 0x80', 1],
    ['when the seconds match', '0x05, 0x80, 0x80, 0x80', 9],
    ['when minutes and seconds match', '0x10, 0x35, 0x80, 0x80', 14],
    ['when the hour matches, too', '0x00, 0x00, 0x13, 0x80', 1504],
    ['at a date', '0x00, 0x00, 0x00, 0x01', 41_104],
    ['on a day of the week', '0x00, 0x00, 0x00, 0x47', 41_104],
    ['at a date of another month', '0x00, 0x00, 0x00, 0x30', 41_104 + (28 + 29) * 86_400],
    ['never, if hours are by twice 12 and those of the clock by 24', '0x00, 0x00, 0x61, 0x80', null],
    ['never at a date that there is not', '0x00, 0x00, 0x00, 0x00', null],
  ])('the first rings %s', (_, registers, seconds) => {
    const machine = new PythonBench(`${DRIVER}write(7, ${registers})\nwrite(0x0e, 0x05)\nfor _ in range(63): time.sleep(86_400)\n`);
    const line = machine.board.line('X1');
    // A Saturday.
    const chip = new Ds3231(machine.board.time, { output: line, time: moment(2026, 1, 31, 12, 34, 56) });
    machine.board.i2cBus('X9', 'X10').attach(chip);
    const falls: bigint[] = [];
    line.onEdge((level) => {
      if (level === 0) falls.push(machine.board.time.elapsed());
    });
    machine.runTo(63n * DAY);
    expect(falls).toEqual(seconds === null ? [] : [BigInt(seconds) * SECOND]);
  });

  test('the second rings at the beginning of a minute', () => {
    const source = 'write(0x0b, 0x80, 0x80, 0x80)\nwrite(0x0e, 0x06)\nwatch()\ntime.sleep(60)\nprint(edges, read(0x0f))\n';
    expect(printed(source, { time: moment(2026, 1, 31, 12, 34, 56) })).toEqual(['[(4000, 0)] 0a']);
  });

  test('hold the output low until their flag is cleared, which can be cleared only', () => {
    const source = `
write(7, 0x80, 0x80, 0x80, 0x80)
write(0x0e, 0x05)
time.sleep_ms(1500)
write(7, 0x30)
watch()
write(0x0f, 0x01)
print(read(0x0f), machine.Pin('X1')())
write(0x0f, 0)
print(read(0x0f), machine.Pin('X1')(), edges)
write(0x0f, 0x03)
print(read(0x0f))
`;
    expect(printed(source, { time: moment(2026, 1, 31, 12, 34, 0) })).toEqual(['01 0', '00 1 [(0, 1)]', '00']);
  });

  test('set their flags without being enabled, and keep the output as it is', () => {
    const source =
      'write(7, 0x80, 0x80, 0x80, 0x80)\nwatch()\ntime.sleep(2)\nprint(read(0x0f), edges)\nwrite(0x0e, 0x05)\nprint(machine.Pin("X1")())\n';
    expect(printed(source, { time: moment(2026, 1, 31, 12, 34, 0) })).toEqual(['09 []', '0']);
  });
});

test('an alarm wakes a board that stands still', () => {
  const source = `
import pyb
woken = []
pyb.ExtInt('X1', pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_NONE, woken.append)
write(7, 0x30, 0x80, 0x80, 0x80)
write(0x0e, 0x05)
pyb.stop()
print(woken, read(0, 2))
`;
  expect(printed(source, { time: moment(2026, 1, 31, 12, 34, 0) })).toEqual(['[0] 30 34']);
});

describe('the square wave', () => {
  test('of 1 Hz rises half a second after the seconds change', () => {
    const source = 'write(0, 0)\nwrite(0x0e, 0)\nwatch()\ntime.sleep_ms(2100)\nprint(edges)\n';
    expect(printed(source)).toEqual(['[(500, 1), (1000, 0), (1500, 1), (2000, 0)]']);
  });

  test.each([
    [0x08, 1024],
    [0x10, 4096],
    [0x18, 8192],
  ])('has other frequencies: %d', (control, hertz) => {
    const machine = new PythonBench(`${DRIVER}write(0x0e, ${control})\ntime.sleep(3)\n`);
    const line = machine.board.line('X1');
    machine.board.i2cBus('X9', 'X10').attach(new Ds3231(machine.board.time, { output: line }));
    const rises: bigint[] = [];
    line.onEdge((level) => {
      if (level === 1) rises.push(machine.board.time.elapsed());
    });
    machine.runTo(2n * SECOND);
    const second = rises.filter((at) => at >= SECOND && at < 2n * SECOND);
    expect(second.length).toBe(hertz);
    expect(second[0]).toBe(BigInt(1e9 + Math.round(1e9 / 2 / hertz)));
  });
});

describe('the thermometer', () => {
  const world = (source: string, temperature: number, at: Record<string, number>): string[] => {
    const machine = new PythonBench(DRIVER + source);
    const clock = { type: 'ds3231', scl: 'X9', sda: 'X10', temperature };
    setUp(machine.board, {
      devices: { clock },
      at: Object.fromEntries(Object.entries(at).map(([when, value]) => [when, { 'clock.temperature': value }])),
    });
    machine.runTo(200n * SECOND);
    return machine.printed.trimEnd().split('\n');
  };

  test.each([
    [25.25, '19 40'],
    [-0.25, 'ff c0'],
    [-40, 'd8 00'],
    [21.4, '15 80'],
  ])('tells quarters of a degree: %d', (celsius, registers) => {
    expect(world('print(read(0x11, 2))\n', celsius, {})).toEqual([registers]);
  });

  test('measures every 64 s, and 125 ms after it is asked to', () => {
    const source = `
time.sleep(2)
print(read(0x11), read(0x0e, 2))
write(0x0e, 0x3c)
time.sleep_ms(100)
print(read(0x11), read(0x0e, 2))
time.sleep_ms(50)
print(read(0x11), read(0x0e, 2))
time.sleep(60)
print(read(0x11))
time.sleep(3)
print(read(0x11))
`;
    expect(world(source, 20, { '1s': 30, '60s': 40 })).toEqual(['14 1c 88', '14 3c 8c', '1e 1c 88', '1e', '28']);
  });
});
