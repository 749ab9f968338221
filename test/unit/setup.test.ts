/** Set-ups: what JSON plugs in, joins and lets happen, and what is said of what cannot be. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEVICE_TYPES } from '../../src/devices/catalogue.js';
import { SetupError } from '../../src/devices/kinds.js';
import { MemoryFileTree } from '../../src/index.js';
import type { SetupDescription } from '../../src/system/setup/description.js';
import { Setup, setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

function printed(setup: SetupDescription, source: string): string {
  const machine = new PythonBench(source);
  setUp(machine.board, setup);
  return machine.run();
}

function complaint(setup: unknown): string {
  try {
    setUp(new PythonBench('').board, setup);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  return 'nothing';
}

test('devices on buses, on pins, and on the ports of other devices', () => {
  const setup = {
    devices: {
      expander: { type: 'pca8574', scl: 'X9', sda: 'X10', address: '0x38', interrupt: 'X4' },
      button: { type: 'rgb-button', red: 'X1', button: 'expander.P0', pressed: true },
      display: { type: 'ssd1306', scl: 'X9', sda: 'X10', height: 32 },
      room: { type: 'ds18b20', data: 'X3', serial: '0102030405ff', temperature: 21.5 },
    },
  };
  const source = `
import machine, onewire
i2c = machine.I2C(1)
print(i2c.scan(), i2c.readfrom(0x38, 1))
print(bytes(onewire.OneWire(machine.Pin('X3')).scan()[0][1:7]))
`;
  expect(printed(setup, source)).toBe("[56, 60] b'\\xfe'\nb'\\x01\\x02\\x03\\x04\\x05\\xff'\n");
});

test('a card is in the slot, with a file system or blank', () => {
  const source = `
import pyb, vfs, os
sd = pyb.SDCard()
print(sd.present(), sd.power(1), sd.info()[0])
try:
    vfs.mount(sd, '/card')
    with open('/card/log.csv', 'w') as f: f.write('1,2')
    size = os.statvfs('/card')
    print(os.listdir('/card'), size[1] * size[2] > 0.98 * sd.info()[0])
except OSError as e: print(e)
`;
  const devices = (settings: object): SetupDescription => ({ devices: { card: { type: 'sd-card', ...settings } } });
  expect(printed(devices({}), source)).toBe("True True 16777216\n['log.csv'] True\n");
  expect(printed(devices({ megabytes: 64 }), source)).toBe("True True 67108864\n['log.csv'] True\n");
  expect(printed(devices({ megabytes: 1, blank: true }), source)).toBe("MPY: can't mount SD card\nTrue True 1048576\n[Errno 19] ENODEV\n");
});

test('a card has the files of a folder that the host knows by its name', () => {
  const machine = new PythonBench("import os\nprint(os.getcwd(), os.listdir(), open('logs/long file name.csv').read())");
  const trees: Record<string, Record<string, string>> = {
    mine: { 'logs/long file name.csv': '1,2', 'CONFIG.TXT': '' },
    odd: { 'logs/a:b': '' },
    large: { 'large.bin': 'x'.repeat(2 ** 20) },
    twice: { 'logs/A.TXT': '', 'logs/a.txt': '' },
    folders: { 'Logs/a.txt': '', 'logs/b.txt': '' },
  };
  const folders = (name: string) => new MemoryFileTree(trees[name] ?? {});
  const card = (files: string, more: object = {}) => ({ devices: { card: { type: 'sd-card', megabytes: 1, files, ...more } } });
  const setup = new Setup(machine.board, folders);
  expect(() => setup.add(card('odd'))).toThrow(
    new SetupError('card.files: logs/a:b does not fit on a card of 1 MB, or its name is not valid on FAT'),
  );
  expect(() => setup.add(card('large'))).toThrow(/^card.files: large.bin does not fit on a card of 1 MB/);
  const clash =
    'the card can hold only one of them, because it is FAT, which takes names that differ only in case for the same; rename one';
  expect(() => setup.add(card('twice'))).toThrow(new SetupError(`card.files: logs/A.TXT and logs/a.txt: ${clash}`));
  expect(() => setup.add(card('folders'))).toThrow(new SetupError(`card.files: Logs and logs: ${clash}`));
  expect(() => setup.add(card(''))).toThrow(new SetupError('card.files: the name of the folder is empty'));
  const tooLarge = { list: () => [{ name: 'disk.iso', isFolder: false, size: 2 ** 32 }], read: () => expect.fail('is not read') };
  expect(() => new Setup(machine.board, () => tooLarge).add(card('x'))).toThrow(/^card.files: disk.iso does not fit/);
  expect(() => setup.add(card('mine', { blank: true }))).toThrow(new SetupError('card: a blank card cannot have files'));
  expect(() => setUp(machine.board, card('mine'))).toThrow(new SetupError("no folder 'mine' here"));
  setup.add(card('mine'));
  expect(machine.run()).toBe("/sd ['logs', 'CONFIG.TXT'] 1,2\n");
});

test('wires join pins', () => {
  const source = `
from machine import Pin
out, inp = Pin('X1', Pin.OUT), Pin('X2', Pin.IN)
for level in (0, 1):
    out(level)
    print(inp())
`;
  expect(printed({ wires: [['X1', 'X2']] }, source)).toBe('0\n1\n');
});

test('what the world does, at its moment: devices, the switch, levels, voltages, the accelerometer', () => {
  const setup = {
    devices: { sensor: { type: 'apds9960', scl: 'X9', sda: 'X10', proximity: 7, 'light.red': 3 } },
    at: {
      '0s': { 'X19.volts': 1.65, 'X2.level': 1 },
      '5ms': { 'usr.pressed': true, 'X2.level': 0 },
      '7ms': { 'usr.pressed': false, 'X2.level': null, 'X19.volts': null, 'sensor.proximity': 9, 'accelerometer.x': 1 },
    },
  };
  const source = `
import pyb, machine
switch, adc, pin = pyb.Switch(), pyb.ADC('X19'), machine.Pin('X2', machine.Pin.IN, machine.Pin.PULL_UP)
i2c = machine.I2C(1)
i2c.writeto_mem(0x39, 0x80, b'\\x05')
for i in range(3):
    print(switch(), adc.read() > 2000, pin(), i2c.readfrom_mem(0x39, 0x9c, 1)[0])
    pyb.delay(4)
print(pyb.Accel().x())
`;
  expect(printed(setup, source)).toBe('False True 1 0\nFalse True 1 7\nFalse False 1 9\n21\n');
});

test('the devices are answered by name', () => {
  const devices = setUp(new PythonBench('').board, { devices: { strip: { type: 'neopixel', data: 'X8', count: 5 } } });
  expect(devices.get('strip')?.picture?.width).toBe(5);
});

test('what a device shows to a trace is called by its name', () => {
  const machine = new PythonBench('import pyb\npyb.delay(20)\n');
  setUp(machine.board, { devices: { lamp: { type: 'rgb-button' } }, at: { '10ms': { 'lamp.pressed': true } } });
  machine.run();
  expect(machine.trace).toContain('10 lamp.button 1');
});

const SPI = { sck: 'X6', mosi: 'X8', miso: 'X7' };
const SKIN = { ...SPI, scl: 'X9', sda: 'X10', pwr: 'X4' };

describe('what cannot be', () => {
  test.each([
    [5, 'the set-up: expected braces with names and values'],
    [{ devices: null }, 'devices: expected braces with names and values'],
    [{ wires: null }, 'wires: expected brackets with values between commas'],
    [{ at: null }, 'at: expected braces with names and values'],
    [{ device: {} }, "the set-up has no 'device'; choose from board, firmware, devices, wires, probes, at"],
    [{ devices: { X1: { type: 'dht22', data: 'X2' } } }, 'X1: this name is already taken'],
    [{ devices: { 'a b': {} } }, "'a b' is not a valid device name; use letters, digits, - and single _"],
    [
      { devices: { room: { type: 'thermometer' } } },
      `room: unknown device 'thermometer'; choose from ${Object.keys(DEVICE_TYPES).join(', ')}`,
    ],
    [{ devices: { room: { type: 'toString' } } }, `room: unknown device 'toString'; choose from ${Object.keys(DEVICE_TYPES).join(', ')}`],
    [{ devices: { room: { type: 'dht22' } } }, "room: wire 'data' is not connected; name a pin"],
    [{ devices: { room: { type: 'dht22', data: 'Q1' } } }, 'room.data: pybv11 has no pin Q1, and neither has a device plugged in before'],
    [{ devices: { d: { type: 'ssd1306', scl: 'X9', sda: 'Q1' } } }, 'd.sda: pybv11 has no pin Q1'],
    [{ devices: { d: { type: 'ssd1306', scl: 'X9', sda: 'X10', height: 48 } } }, 'd.height: 48 is not 64 or 32'],
    [{ devices: { room: { type: 'dht22', data: 'X1', colour: 1 } } }, "room has no 'colour'; choose from data, temperature, humidity"],
    [{ devices: { room: { type: 'dht22', data: 'X1', temperature: 'warm' } } }, 'room.temperature: "warm" is not a number from -40 to 80'],
    [
      { devices: { notes: { type: 'at24', scl: 'X9', sda: 'X10', address: '0x68' } } },
      'notes.address: "0x68" is not an address from 0x50 to 0x57',
    ],
    [{ devices: { d: { type: 'st7789', ...SPI, dc: 'X4', size: '128x160' } } }, 'd.size: "128x160" is not 240x240 or 240x320 or 135x240'],
    [
      { devices: { clock: { type: 'ds3231', scl: 'X9', sda: 'X10', time: '2026-02-30 12:00:00' } } },
      'clock.time: "2026-02-30 12:00:00" is not a date from 2000 to 2099 such as 2026-07-01T12:00:00',
    ],
    [{ devices: { d: { type: 'ssd1306', scl: 'X9', sda: 'X9' } } }, 'd.sda: X9 is already used by d.scl'],
    [{ devices: { a: { type: 'dht22', data: 'X1' }, b: { type: 'rgb-button', red: 'X1' } } }, 'b.red: X1 is already used by a.data'],
    [{ devices: { a: { type: 'dht22', data: 'X1' }, b: { type: 'ds18b20', data: 'X1' } } }, 'b.data: X1 is already used by a.data'],
    [
      { devices: { a: { type: 'ssd1306', scl: 'X9', sda: 'X10' }, b: { type: 'ssd1306', scl: 'X9', sda: 'X10', height: 32 } } },
      'b: another device on this bus has the address 0x3c',
    ],
    [
      { devices: { a: { type: 'ds18b20', data: 'X1' }, b: { type: 'ds18b20', data: 'X1' } } },
      'b: another thermometer on this wire has the same serial; give each its own',
    ],
    [
      JSON.parse('{ "devices": { "__proto__": { "type": "dht22", "data": "X1" } } }'),
      "'__proto__' is not a valid device name; use letters, digits, - and single _",
    ],
    [{ devices: { room: { type: 'ds18b20', data: 'X1', temperature: 99999 } } }, 'room.temperature: 99999 is not a number from -55 to 125'],
    [{ devices: { room: { type: 'dht11', data: 'X1', humidity: 5 } } }, 'room.humidity: 5 is not a number from 20 to 90'],
    [
      { devices: { room: { type: 'dht22', data: 'X1' } }, at: { '1s': { 'room.temperature': 81 } } },
      'room.temperature: 81 is not a number from -40 to 80',
    ],
    [{ devices: { a: { type: 'sd-card' }, b: { type: 'sd-card' } } }, 'b: there is already a card in the slot'],
    [{ board: 'pybd' }, "unknown board 'pybd'; choose from pybv11, pybd-sf2, pybd-sf6"],
    [{ board: { toString: 1 } }, `unknown board '{"toString":1}'; choose from pybv11, pybd-sf2, pybd-sf6`],
    [{ firmware: 'stok' }, "unknown firmware 'stok'; did you mean 'stock'?"],
    [{ wires: [['X1', 'X1']] }, 'both ends of a wire are at X1'],
    [{ wires: ['X1', 'X2'] }, 'wires: a wire is a pair of pins, such as ["X1", "X2"]'],
    [{ devices: { room: { data: 'X3' } } }, `room: "type" is missing ('vpyb devices' lists them)`],
    [{ wires: [['X1']] }, 'a wire needs two ends, such as ["X1", "X2"]'],
    [{ wires: [['X1', 'Q9']] }, 'pybv11 has no pin Q9 to connect a wire to'],
    [{ wires: 'X1' }, 'wires: expected brackets with values between commas'],
    [{ at: { soon: {} } }, "'soon' is not a moment; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d"],
    [{ at: { '900000d': {} } }, "'900000d' is too far in the future"],
    [{ at: { '1s': { pressed: true } } }, "'pressed' cannot be changed; write NAME.WHAT, such as usr.pressed"],
    [{ at: { '1s': { 'Q1.volts': 1 } } }, "Q1.volts: 'Q1' is neither a pin of pybv11 nor a device"],
    [{ at: { '1s': { 'usr.volts': 1 } } }, "usr: 'volts' cannot be changed; what can: pressed"],
    [{ at: { '1s': { 'X1.volts': 12 } } }, 'X1.volts: 12 is not a number from 0 to 5, or none'],
    [
      { devices: { room: { type: { toString: 1 } } } },
      `room: unknown device '{"toString":1}'; choose from ${Object.keys(DEVICE_TYPES).join(', ')}`,
    ],
    [{ wires: [['X1', { toString: 1 }]] }, 'pybv11 has no pin {"toString":1} to connect a wire to'],
    [{ probes: [{ toString: 1 }] }, 'pybv11 has no pin {"toString":1} to probe'],
    [
      { devices: { room: { type: 'dht22', data: { toString: 1 } } } },
      'room.data: pybv11 has no pin {"toString":1}, and neither has a device plugged in before',
    ],
    [{ devices: { d: { type: 'ssd1306', scl: 'X9', sda: { toString: 1 } } } }, 'd.sda: pybv11 has no pin {"toString":1}'],
    [{ devices: { d: { type: 'ssd1306', scl: 'X9', sda: 'X10', height: { toString: 1 } } } }, 'd.height: {"toString":1} is not 64 or 32'],
    [{ at: { '1s': { 'X1.level': { toString: 1 } } } }, 'X1.level: {"toString":1} is not 0 or 1, or none'],
    [
      { devices: { lcd: { type: 'lcd160cr', ...SKIN } }, at: { '1s': { 'lcd.touch': { toString: 1 } } } },
      'lcd.touch: {"toString":1} is not a point such as 40,100, or none',
    ],
  ])('%j', (setup, text) => {
    expect(complaint(setup)).toBe(text);
  });
});

test('a board and a firmware choose nothing where the board exists', () => {
  const source = 'import sys\nprint(sys.implementation._machine)';
  expect(printed({ board: 'pybd-sf2', firmware: 'stock' }, source)).toMatch(/^PYBv1\.1 with/);
  expect(printed({ board: undefined, firmware: undefined }, source)).toMatch(/^PYBv1\.1 with/);
});

test('a value that JSON has no form for is refused as any other', () => {
  const itself: Record<string, unknown> = {};
  itself.self = itself;
  for (const [value, told] of [
    [1n, '1'],
    [itself, '[object Object]'],
  ]) {
    expect(complaint({ at: { '1s': { 'X1.volts': value } } })).toBe(`X1.volts: ${told} is not a number from 0 to 5, or none`);
  }
});

test('nothing of a device that is refused is plugged in', () => {
  const { board } = new PythonBench('');
  const setup = new Setup(board);
  setup.plug('lamp', { type: 'rgb-button', red: 'X1' });
  const refused = [
    { type: 'ssd1306', scl: 'X9', sda: 'X1' },
    { type: 'pca8574', scl: 'Y9', sda: 'Y10', interrupt: 'X1' },
    { type: 'dht22', data: 'X2', temperature: 'warm' },
    { type: 'ds18b20', data: 'X3', temperature: 'warm' },
  ];
  for (const settings of refused) expect(() => setup.plug('late', settings)).toThrow(SetupError);
  expect(board.i2cBus('Y9', 'Y10').start(0x20, false)).toBe(false);
  expect(['X2', 'X3'].map((name) => board.pin(name)?.level.value)).toEqual([0, 0]);
  setup.plug('late', { type: 'pca8574', scl: 'Y9', sda: 'Y10', interrupt: 'X2' });
  setup.plug('room', { type: 'ds18b20', data: 'X3' });
  expect([...setup.devices.keys()]).toEqual(['lamp', 'late', 'room']);
});

test.each(Object.entries(DEVICE_TYPES))('the wires that a %s shares are wires that it has', (_, { wires, shared }) => {
  for (const wire of shared) expect(wires.map((each) => each.replace('?', ''))).toContain(wire);
});

test('docs/devices.md tells of every device, its wires and its settings', () => {
  const text = readFileSync(new URL('../../docs/devices.md', import.meta.url), 'utf8');
  for (const [name, { wires, options, world }] of Object.entries(DEVICE_TYPES)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    for (const word of [...wires.map((wire) => wire.replace('?', '')), ...Object.keys(options), ...Object.keys(world)]) {
      expect(`${name}: ${row}`).toContain(`\`${word}\``);
    }
  }
});

describe('the examples of docs/devices.md are what they claim', () => {
  const text = readFileSync(new URL('../../docs/devices.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, example]) => example as string);

  test('there are some', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each(examples)('%s', (example) => {
    const machine = new PythonBench('import pyb\npyb.delay(400)\nprint("goes on")\n');
    setUp(machine.board, JSON.parse(example));
    expect(machine.run()).toBe('goes on\n');
  });
});
