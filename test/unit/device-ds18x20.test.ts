/** Thermometers on a one-wire bus, found and read through the frozen `onewire`. */
import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Ds18x20, type Ds18x20Options } from '../../src/devices/sensors/ds18x20.js';
import { PythonBench } from './board-python.js';

const DRIVER = `
import machine, onewire, time
ow = onewire.OneWire(machine.Pin('X3'))
def command(code, rom=None):
    if rom is None:
        ow.reset(True)
        ow.writebyte(ow.SKIP_ROM)
    else:
        ow.select_rom(rom)
    ow.writebyte(code)
def scratchpad(rom=None):
    command(0xbe, rom)
    data = bytearray(9)
    ow.readinto(data)
    assert ow.crc8(data) == 0
    return data
def celsius(rom=None):
    data = scratchpad(rom)
    value = data[0] | data[1] << 8
    return (value - 0x10000 if value & 0x8000 else value) / 16
`;

function bus(source: string, sensors: readonly Ds18x20Options[], clock: 'ideal' | 'calibrated' = 'ideal') {
  const machine = new PythonBench(DRIVER + source, 'pybv11', clock);
  const pin = machine.board.pin('X3') as Pin;
  return { machine, sensors: sensors.map((options) => new Ds18x20(pin, machine.clock.world, options)) };
}
const printed = (source: string, ...sensors: Ds18x20Options[]): string => bus(source, sensors).machine.run();

describe('one sensor', () => {
  const convert = 'command(0x44)\ntime.sleep_ms(750)\nprint(celsius())\n';

  test.each(['ideal', 'calibrated'] as const)('is found, converts, and is read, on the %s clock', (clock) => {
    const source = `print([bytes(rom) for rom in ow.scan()])\nprint(celsius())\n${convert}`;
    const { machine } = bus(source, [{ temperature: 21.5, serial: Uint8Array.of(1, 2, 3, 4, 5, 6) }], clock);
    expect(machine.run()).toBe("[b'(\\x01\\x02\\x03\\x04\\x05\\x06\\x9e']\n85.0\n21.5\n");
  });

  test('below zero, to a sixteenth of a degree, to the ends of its scale', () => {
    expect(printed(convert, { temperature: -10.125 })).toBe('-10.125\n');
    expect(printed(convert, { temperature: 20.06 })).toBe('20.0625\n');
    expect(printed(convert, { temperature: 500 })).toBe('125.0\n');
  });

  test('shows the last measurement until 750 ms are over, and tells by its bits that it is busy', () => {
    const source = `
command(0x44)
start = time.ticks_ms()
print(celsius())
command(0x44)
start = time.ticks_ms()
while not ow.readbit():
    pass
print(time.ticks_diff(time.ticks_ms(), start), celsius())
`;
    expect(printed(source, { temperature: 10 })).toMatch(/^85\.0\n75[01] 10\.0\n$/);
  });

  test('with 9 bits it takes an eighth of the time, and half degrees', () => {
    const source = 'command(0x4e)\now.write(b"\\x50\\x00\\x1f")\ncommand(0x44)\ntime.sleep_ms(95)\nprint(celsius(), scratchpad()[2:5])\n';
    expect(printed(source, { temperature: 10.3 })).toBe("10.5 bytearray(b'P\\x00\\x1f')\n");
  });

  test('settings are kept when they are copied, and come back', () => {
    const write = (value: number) => `command(0x4e)\now.write(bytes([${value}, 0, 0x7f]))\n`;
    const source = `${write(1)}command(0x48)\ntime.sleep_ms(10)\n${write(2)}print(scratchpad()[2])\ncommand(0xb8)\nprint(scratchpad()[2])\n`;
    expect(printed(source, {})).toBe('2\n1\n');
  });

  test('has its own power', () => {
    expect(printed('command(0xb4)\nprint(ow.readbit())\n', {})).toBe('1\n');
  });
});

test('a DS18S20 tells half degrees, and fractions by its counts', () => {
  const source = `
command(0x44)
time.sleep_ms(750)
data = scratchpad()
half = data[0] | data[1] << 8
half = half - 0x10000 if half & 0x8000 else half
print(half / 2, (half >> 1) - 0.25 + (data[7] - data[6]) / data[7], ow.scan()[0][0])
`;
  expect(printed(source, { model: 'DS18S20', temperature: 20.9375 })).toBe('21.0 20.9375 16\n');
  expect(printed(source, { model: 'DS18S20', temperature: -0.5 })).toBe('-0.5 -0.5 16\n');
});

describe('several sensors on one pin', () => {
  const serials = [0b0001, 0b0010, 0b0110].map((first) => Uint8Array.of(first, 0, 0, 0, 0, 0));

  test('are all found, those with a 1 where they differ first', () => {
    const source = 'print([rom[1] for rom in ow.scan()])\n';
    expect(printed(source, ...serials.map((serial) => ({ serial })))).toBe('[1, 6, 2]\n');
  });

  test('convert together and are read one by one', () => {
    const source = 'command(0x44)\ntime.sleep_ms(750)\nfor rom in ow.scan():\n    print(rom[1], celsius(rom))\n';
    const sensors = serials.map((serial, i) => ({ serial, temperature: 10 + i }));
    expect(printed(source, ...sensors)).toBe('1 10.0\n6 12.0\n2 11.0\n');
  });

  test('only those at or beyond a threshold answer an alarm search', () => {
    const source = `
command(0x44)
time.sleep_ms(750)
ow.SEARCH_ROM = 0xec
print([rom[1] for rom in ow.scan()])
`;
    const found = (...celsius: readonly number[]): string =>
      printed(source, ...serials.map((serial, i) => ({ serial, temperature: celsius[i] as number })));
    // After power-on they are 75 and 70 °C.
    expect(found(72, 80, 72)).toBe('[2]\n');
    expect(found(75, 72, 70)).toBe('[1, 6]\n');
    expect(found(74.9, 71, 72)).toBe('[]\n');
  });
});

describe('an empty bus', () => {
  test('nobody answers', () => {
    const source = `
print(ow.reset(), ow.scan(), ow.readbyte())
try:
    ow.reset(True)
except onewire.OneWireError as e:
    print(repr(e))
`;
    expect(printed(source)).toBe('False [] 255\nOneWireError()\n');
  });
});

test('the checksum is the one of the application note', () => {
  expect(printed('print(ow.crc8(b"\\x02\\x1c\\xb8\\x01\\x00\\x00\\x00"), ow.crc8(b""))\n')).toBe('162 0\n');
});
