/** What is told of a board that lacks something: which exception it concerns, and what would help. */
import { describe, expect, test } from 'vitest';
import { type SetupDescription, setUp, TestBench, type TestBenchOptions, World } from '../../src/index.js';
import { missingParts } from '../../src/system/reports/missing.js';

/** Runs a program for two seconds; returns what is told at its end. */
function told(source: string, setup: SetupDescription = {}, options: TestBenchOptions = {}): string[] {
  const bench = new TestBench({ 'main.py': source }, options);
  setUp(bench.board, setup);
  bench.run(2000);
  return missingParts(bench.system);
}

const sensor = (scl: string, sda: string, address = 0x76) => ({ devices: { air: { type: 'bme280', scl, sda, address } } });
const NOBODY = (address: string, pins = 'X9 and X10'): string => `no device answers at address ${address} on the I2C bus on ${pins}`;
const PLUG_IN = '; plug one in: docs/devices.md';

describe('an address that nobody answers', () => {
  test.each([
    ['machine.I2C(1).readfrom(0x50, 1)', '0x50'],
    ['machine.I2C(1).readfrom_into(0x51, bytearray(1))', '0x51'],
    ['machine.I2C(1).writeto(0x52, b"a")', '0x52'],
    ['machine.I2C(1).writevto(0x53, (b"a", b"b"))', '0x53'],
    ['machine.I2C(1).readfrom_mem(0x54, 0, 1)', '0x54'],
    ['machine.I2C(1).readfrom_mem_into(0x55, 0, bytearray(1))', '0x55'],
    ['machine.I2C(1).writeto_mem(0x56, 0, b"a")', '0x56'],
    ['machine.SoftI2C("X9", "X10").readfrom(0x57, 1)', '0x57'],
    ['pyb.I2C(1, pyb.I2C.CONTROLLER).send(1, 0x58)', '0x58'],
    ['pyb.I2C(1, pyb.I2C.CONTROLLER).mem_read(1, 0x59, 0)', '0x59'],
  ])('is told where the exception is its own: %s', (call, address) => {
    expect(told(`import machine, pyb\n${call}`)).toEqual([NOBODY(address) + PLUG_IN]);
  });

  test.each([
    ['a scan', "I2C(1).scan()\nx = {}\nprint(x['speed'])"],
    ['a chip that may be absent', 'try:\n    I2C(1).readfrom(0x50, 1)\nexcept OSError: pass\n1 / 0'],
    ['an error of the program, with the same number', 'try:\n    I2C(1).readfrom(0x50, 1)\nexcept OSError: pass\nraise OSError(19)'],
    ['a byte that its device refuses', "I2C(1).writeto(0x76, b'\\xf4')\nopen('/foo/bar')"],
  ])('is not blamed for another exception: after %s', (_, source) => {
    expect(told(`from machine import I2C\n${source}`, sensor('X9', 'X10'))).toEqual([]);
  });

  test('is told also where the exception was caught and raised again', () => {
    const source = 'from machine import I2C\ntry:\n    I2C(1).readfrom(0x50, 1)\nexcept OSError as error:\n    raise error';
    expect(told(source)).toEqual([NOBODY('0x50') + PLUG_IN]);
  });

  const READ = 'try:\n        bus.readfrom(0x50, 1)\n    except OSError: ';
  test.each([
    ['prints the error', `for _ in range(3):\n    ${READ}print('no sensor')`],
    ['uses other devices meanwhile', `for _ in range(3):\n    bus.readfrom(0x76, 1)\n    ${READ}pass`],
    ['gives up', `for _ in range(3):\n    ${READ}pass\nprint('gave up')`],
  ])('is told where the program has asked again: it %s', (_, source) => {
    const text = `${NOBODY('0x50')}, only at 0x76${PLUG_IN}`;
    expect(told(`from machine import I2C\nbus = I2C(1)\n${source}`, sensor('X9', 'X10'))).toEqual([text]);
    expect(
      told(
        `from pyb import I2C\nbus = I2C(1, I2C.CONTROLLER)\n${source.replaceAll('readfrom(0x50, 1)', 'recv(1, 0x50)').replaceAll('readfrom(0x76, 1)', 'recv(1, 0x76)')}`,
        sensor('X9', 'X10'),
      ),
    ).toEqual([text]);
  });

  test.each([
    ['probes several', 'for address in (0x50, 0x51, 0x50, 0x51):\n    try:\n        bus.readfrom(address, 1)\n    except OSError: pass'],
    ['scans again and again', 'for _ in range(3): print(bus.scan())'],
    [
      'waits until a memory has stored',
      "for _ in range(2):\n    bus.writeto_mem(0x57, 0, b'a', addrsize=16)\n    while True:\n        try:\n            bus.writeto(0x57, b'')\n            break\n        except OSError: pass",
    ],
    [
      'waits for a memory to store when the run is over',
      "while True:\n    try:\n        bus.writeto_mem(0x57, 0, b'a', addrsize=16)\n    except OSError: pass",
    ],
  ])('is not told of a program that %s', (_, source) => {
    const setup = { devices: { memory: { type: 'at24', scl: 'X9', sda: 'X10', address: 0x57 } } };
    expect(told(`from machine import I2C\nbus = I2C(1)\n${source}`, setup)).toEqual([]);
  });

  test('is that of the exception, not of a bus that was scanned before', () => {
    const source = 'from machine import I2C\nI2C(1).scan()\nI2C(2).readfrom(0x50, 1)';
    expect(told(source, sensor('X9', 'X10'))).toEqual([NOBODY('0x50', 'Y9 and Y10') + PLUG_IN]);
  });

  test('may be that of a device on other pins: which, is told', () => {
    const source = 'from machine import I2C\nI2C(1).readfrom(0x76, 1)';
    expect(told(source, sensor('Y9', 'Y10'))).toEqual([`${NOBODY('0x76')}; a device with 0x76 is on Y9 and Y10`]);
    expect(told(source, sensor('X9', 'X11'))).toEqual([`${NOBODY('0x76')}; a device with 0x76 is on X9 and X11`]);
    expect(told(source, sensor('X10', 'X9'))).toEqual([
      `${NOBODY('0x76')}; SCL and SDA are swapped: the device with 0x76 has SCL on X10 and SDA on X9`,
    ]);
    expect(told(source, { ...sensor('Y9', 'Y10'), wires: [['X9', 'Y9']] })).toEqual([
      `${NOBODY('0x76')}; a device with 0x76 is on Y9 and Y10`,
    ]);
    expect(told(source, sensor('X9', 'X10', 0x77))).toEqual([`${NOBODY('0x76')}, only at 0x77${PLUG_IN}`]);
  });

  test('may be that of a device that is there, but has no time', () => {
    const source =
      "from machine import I2C\nbus = I2C(1)\nbus.writeto_mem(0x50, 0, b'a', addrsize=16)\nbus.writeto_mem(0x50, 1, b'b', addrsize=16)";
    expect(told(source, { devices: { memory: { type: 'at24', scl: 'X9', sda: 'X10' } } })).toEqual([
      'the device with address 0x50 on the I2C bus on X9 and X10 has not answered: it is busy, as a memory while it stores, or has no power',
    ]);
  });
});

describe('what the main program does not see', () => {
  const READ =
    'from machine import I2C\nimport machine, micropython, pyb, time, _thread\nbus = I2C(1)\nbuffer = bytearray(1)\ndef read(_=0):\n    bus.readfrom_into(0x50, buffer)\n';
  test.each([
    ['a thread', '_thread.start_new_thread(read, ())\ntime.sleep_ms(50)'],
    ['a soft callback', 'micropython.schedule(read, 0)\ntime.sleep_ms(50)'],
    ['a timer', 'pyb.Timer(1, freq=100, callback=read)\ntime.sleep_ms(100)'],
    ['a soft timer', 'machine.Timer(-1, freq=100, callback=read)\ntime.sleep_ms(100)'],
    [
      'several of them, before the program fails itself',
      '_thread.start_new_thread(read, ())\nmicropython.schedule(read, 0)\ntime.sleep_ms(50)\nread()',
    ],
  ])('is told once: %s', (_, source) => {
    expect(told(READ + source)).toEqual([NOBODY('0x50') + PLUG_IN]);
  });

  test('is told of each thing, in the order in which it was missed', () => {
    const other =
      'def other(_):\n    I2C(1).readfrom(0x51, 1)\nmicropython.schedule(read, 0)\nmicropython.schedule(other, 0)\ntime.sleep_ms(50)\n';
    expect(told(READ + other)).toEqual([NOBODY('0x50') + PLUG_IN, NOBODY('0x51') + PLUG_IN]);
  });

  test('is not told of a thread that catches its exception', () => {
    const source = 'def safe():\n    try:\n        read()\n    except OSError: pass\n_thread.start_new_thread(safe, ())\ntime.sleep_ms(50)';
    expect(told(READ + source)).toEqual([]);
  });
});

describe('an SD card', () => {
  const NO_CARD = "there is no SD card in the slot; if the program needs one, plug in an 'sd-card': docs/devices.md";
  const MOUNT = "import pyb, vfs\nvfs.mount(pyb.SDCard(), '/sd')";

  test.each([
    ["open('/sd/log.csv', 'w')"],
    ["import os\nos.listdir('/sd')"],
    ["import os\nos.chdir('/')\nopen('sd/log.csv')"],
    [MOUNT],
    ["import pyb, vfs\nvfs.mount(vfs.VfsFat(pyb.SDCard()), '/sd')"],
    ['import pyb, vfs\nvfs.VfsFat.mkfs(pyb.SDCard())'],
    ['import pyb, vfs\nvfs.VfsLfs2.mkfs(pyb.SDCard())'],
    ['import pyb\npyb.SDCard().read(0)'],
  ])('that is not in the slot is told: %s', (source) => {
    for (const board of ['pybv11', 'pybd-sf2'] as const) expect(told(source, {}, { board }), board).toEqual([NO_CARD]);
  });

  test('is not what another exception is about', () => {
    for (const source of [
      "open('/foo/bar')",
      "open('/flash/sd/log.csv')",
      "open('/sdcard')",
      `try:\n    exec(${JSON.stringify(MOUNT)})\nexcept OSError: pass\n1 / 0`,
      `try:\n    exec(${JSON.stringify(MOUNT)})\nexcept OSError: pass\nraise OSError(16)`,
    ])
      expect(told(source), source).toEqual([]);
  });

  test('that is in the slot of a board that does not mount it is told to be there', () => {
    expect(told("open('/sd/log.csv')", { devices: { card: { type: 'sd-card' } } }, { board: 'pybd-sf2' })).toEqual([
      "the SD card is not mounted at /sd; a program does that with vfs.mount(pyb.SDCard(), '/sd')",
    ]);
    expect(told(`${MOUNT}\nopen('/sd/log.csv')`, { devices: { card: { type: 'sd-card' } } }, { board: 'pybd-sf2' })).toEqual([]);
  });
});

describe('a module', () => {
  const ABSENT =
    "neither the firmware nor the flash has a module 'umqtt'; libraries go beside the program, or into lib/ there: README.md, Libraries";

  test.each([
    ['import umqtt'],
    ['from umqtt.simple import MQTTClient'],
    ["__import__('umqtt')"],
    ['import _thread, time\ndef f():\n    import umqtt\n_thread.start_new_thread(f, ())\ntime.sleep(1)'],
  ])('that is nowhere is told: %s', (source) => expect(told(source)).toEqual([ABSENT]));

  test('that the firmware of another board has is told to be there', () => {
    expect(told('import requests')).toEqual([
      "the firmware has no module 'requests'; that of pybd-sf2 and pybd-sf6 has: choose one with the option board",
    ]);
    expect(told('import requests', {}, { board: 'pybd-sf6' })).toEqual([]);
  });

  test.each([
    ['_thread', 'stock', 'threads'],
    ['weakref', 'threads', 'everything'],
    ['marshal', 'stock', 'everything'],
    ['string.templatelib', 'threads', 'everything'],
  ] as const)('that another firmware has is told to be there: %s', (name, firmware, having) => {
    for (const board of ['pybv11', 'pybd-sf6'] as const)
      expect(told(`import ${name}`, {}, { board, firmware })).toEqual([
        `the firmware has no module '${name.replace(/\..*/, '')}'; the firmware '${having}' has: choose it with the option firmware`,
      ]);
  });

  test('that other boards have in every firmware, and this one only in another, is told to be there in both cases', () => {
    const text =
      "the firmware has no module 'cryptolib'; that of pybd-sf2 and pybd-sf6 has: choose one with the option board; the firmware 'everything' has: choose it with the option firmware";
    for (const firmware of ['threads', 'stock'] as const) expect(told('import cryptolib', {}, { firmware })).toEqual([text]);
  });

  test.each(['vpyb', 'unittest'])('of tests is told to be there in those that the command runs: %s', (name) => {
    expect(told(`import ${name}`)).toEqual([
      `neither the firmware nor the flash has a module '${name}'; 'vpyb test' runs files of tests, and has it for them: docs/testing.md`,
    ]);
  });

  test.each([
    ['one that the program does without', 'try:\n    import umqtt\nexcept ImportError: pass\n1 / 0'],
    ['one of a package that is there', 'import asyncio.lamps'],
    ['a name that a module lacks', 'from time import tea'],
  ])('is not told of %s', (_, source) => expect(told(source)).toEqual([]));
});

describe('a radio', () => {
  const NO_RADIO = 'pybv11 has no radio; pybd-sf2 and pybd-sf6 have one: choose one with the option board';

  test.each([
    ['network.WLAN(network.STA_IF)'],
    ['print(network.WLAN)'],
    ["network.ipconfig('dns')"],
    ['from network import WLAN'],
    ["import socket\nsocket.getaddrinfo('example.com', 80)"],
    ["import socket\nsocket.socket().connect(('10.0.0.1', 80))"],
    ["import socket\nsocket.socket().bind(('', 80))"],
    ['import asyncio\nasync def f():\n    network.WLAN()\nasyncio.run(f())'],
    ['import micropython, time\nmicropython.schedule(lambda _: network.WLAN(), 0)\ntime.sleep_ms(50)'],
  ])('that the board has not is told: %s', (source) => expect(told(`import network\n${source}`)).toEqual([NO_RADIO]));

  test.each([
    ['a name that is not there on any board', 'network.PPP'],
    ['a program that looks first', "print(hasattr(network, 'WLAN'), getattr(network, 'WLAN', None))\n1 / 0"],
    ['a program that does without', 'try:\n    network.WLAN()\nexcept AttributeError: pass'],
    ['a name that the program wants to change', 'network.WLAN = 1'],
  ])('is not told of %s', (_, source) => expect(told(`import network\n${source}`)).toEqual([]));

  test('that the board has is not told', () => {
    for (const source of ['network.WLAN.speed', 'network.PPP'])
      expect(told(`import network\n${source}`, {}, { board: 'pybd-sf2' })).toEqual([]);
  });
});

describe('a contact', () => {
  const button = (closesTo: number) => ({
    devices: { b: { type: 'button', pin: 'X1', closesTo } },
    at: { '250ms': { 'b.pressed': true }, '350ms': { 'b.pressed': false } },
  });
  const GROUND = 'nothing pulls X1 up, where a contact closes to ground: open or closed, a low level is read; give the pin Pin.PULL_UP';
  const SUPPLY =
    'nothing pulls X1 down, where a contact closes to the supply: while it is open, a board reads anything; give the pin Pin.PULL_DOWN';

  test.each([
    ['pyb.Pin.IN', 0, [GROUND]],
    ['pyb.Pin.IN, pyb.Pin.PULL_DOWN', 0, [GROUND]],
    ['pyb.Pin.IN, pyb.Pin.PULL_UP', 0, []],
    ['pyb.Pin.OUT_PP', 0, []],
    ['pyb.Pin.ANALOG', 0, []],
    ['pyb.Pin.IN', 1, [SUPPLY]],
    ['pyb.Pin.IN, pyb.Pin.PULL_UP', 1, [SUPPLY]],
    ['pyb.Pin.IN, pyb.Pin.PULL_DOWN', 1, []],
  ])('on Pin("X1", %s) that closes to %i', (mode, closesTo, expected) => {
    expect(told(`import pyb\npin = pyb.Pin('X1', ${mode})\npyb.delay(500)\nprint(pin.value())`, button(closesTo))).toEqual(expected);
  });

  test('that nobody has touched, or whose pin is pulled by now, is not told', () => {
    const source = "import pyb\npin = pyb.Pin('X1', pyb.Pin.IN)\npyb.delay(500)";
    expect(told(source, { devices: button(0).devices })).toEqual([]);
    const later = `${source}\npyb.Pin('X1', pyb.Pin.IN, pyb.Pin.PULL_UP)\npyb.delay(500)`;
    expect(told(later, { ...button(0), at: { ...button(0).at, '700ms': { 'b.pressed': true } } })).toEqual([]);
  });

  test('is pulled also by what drives the pin from outside, and at the other end of a wire', () => {
    const source = "import pyb\npin = pyb.Pin('X1', pyb.Pin.IN)\npyb.delay(500)";
    expect(told(source, { ...button(0), at: { ...button(0).at, '0ms': { 'X1.level': 1 } } })).toEqual([]);
    expect(
      told(`${source.replace('\n', "\npyb.Pin('X2', pyb.Pin.IN, pyb.Pin.PULL_UP)\n")}`, { ...button(0), wires: [['X1', 'X2']] }),
    ).toEqual([]);
  });

  test('of a knob at the inputs of a timer, which the firmware does not pull', () => {
    const source = `
import pyb
timer = pyb.Timer(2, prescaler=0, period=0xffff)
timer.channel(1, pyb.Timer.ENC_AB)
pyb.Pin('X1', pyb.Pin.AF_PP, af=pyb.Pin.AF1_TIM2)
pyb.Pin('X2', pyb.Pin.AF_PP, af=pyb.Pin.AF1_TIM2)
pyb.delay(500)
print(timer.counter())
`;
    const knob = { devices: { k: { type: 'rotary-encoder', a: 'X1', b: 'X2' } }, at: { '250ms': { 'k.turn': 3 } } };
    expect(told(source, knob)).toEqual([GROUND.replace('X1', 'X1 and X2')]);
    expect(told(source.replaceAll('AF_PP,', 'AF_PP, pull=pyb.Pin.PULL_UP,'), knob)).toEqual([]);
  });

  test('of a button with a light, too; an expander has pulls of its own', () => {
    const source = "import pyb\npyb.Pin('X1', pyb.Pin.IN)\npyb.delay(500)";
    const at = { '250ms': { 'b.pressed': true } };
    expect(told(source, { devices: { b: { type: 'rgb-button', button: 'X1' } }, at })).toEqual([GROUND]);
    const expander = { type: 'pca8574', scl: 'X9', sda: 'X10' };
    expect(told(source, { devices: { e: expander, b: { type: 'rgb-button', button: 'e.P0' } }, at })).toEqual([]);
  });
});

describe('two outputs on one wire', () => {
  const wired = (source: string): string[] => told(`import machine, pyb\nfrom pyb import Pin\n${source}`, { wires: [['X1', 'Y1']] });
  const FIGHT = 'X1 and Y1 are outputs, and joined by a wire: they drive against each other';

  test('are told', () => {
    expect(wired("Pin('X1', Pin.OUT)\nPin('Y1', Pin.OUT)")).toEqual([FIGHT]);
    expect(wired('pyb.UART(4, 9600)\npyb.UART(6, 9600)')).toEqual([`${FIGHT}; a wire leads from TX to RX`]);
  });

  test('are told of two boards, too', () => {
    const make = () => new TestBench({ 'main.py': 'import pyb\npyb.UART(4, 9600)' });
    const [one, other] = [make(), make()];
    const world = new World([one, other]);
    world.wire(one, 'X1', other, 'X1');
    world.run(1_000_000_000n);
    expect(missingParts(one.system)).toEqual([
      'X1 and X1 of another board are outputs, and joined by a wire: they drive against each other; a wire leads from TX to RX',
    ]);
  });

  test.each([
    ['an output and an input', "Pin('X1', Pin.OUT)\nPin('Y1', Pin.IN)"],
    ['open drains', "Pin('X1', Pin.OUT_OD)\nPin('Y1', Pin.OUT_OD)"],
    ['outputs of which one is an input by now', "Pin('X1', Pin.OUT)\nPin('Y1', Pin.OUT)\nPin('Y1', Pin.IN)"],
    ['a UART and one that is off', 'machine.UART(4, 9600)\npyb.UART(6, 9600).deinit()'],
  ])('are not %s', (_, source) => expect(wired(source)).toEqual([]));
});

describe('a sensor that is not on its pin', () => {
  const DHT = "import dht, machine\nsensor = dht.DHT22(machine.Pin('X3'))\nsensor.measure()\n";
  const CAUGHT = DHT.replace('sensor.measure()', 'try:\n        sensor.measure()\n    except OSError: pass');
  const WIRE = "import machine, onewire\nonewire.OneWire(machine.Pin('X3')).scan()\n";

  const AGAIN = CAUGHT.replace('try:', 'for _ in range(2):\n    try:');
  const ONCE = CAUGHT.replace('try:', 'if True:\n    try:');
  const NO_DHT = `no humidity sensor answers on X3${PLUG_IN}`;

  test('is told where its exception ends the program or a callback, or where the program asks again', () => {
    expect(told(DHT)).toEqual([NO_DHT]);
    expect(told(AGAIN)).toEqual([NO_DHT]);
    const scheduled = 'import micropython, time\nmicropython.schedule(lambda _: sensor.measure(), 0)\ntime.sleep_ms(600)\n';
    expect(told(DHT.replace('sensor.measure()\n', scheduled))).toEqual([NO_DHT]);
  });

  test('is not told of a program that asks once and does without it', () => {
    expect(told(ONCE)).toEqual([]);
    expect(told(`${ONCE}1 / 0`)).toEqual([]);
  });

  test('is told of a one-wire bus, which raises nothing', () => {
    expect(told(WIRE)).toEqual([`no one-wire device answers on X3${PLUG_IN}`]);
    expect(told(`${AGAIN}${WIRE.replace('X3', 'X4')}`)).toEqual([NO_DHT, `no one-wire device answers on X4${PLUG_IN}`]);
  });

  test.each([
    ['machine.SPI(1).read(2)', 'X7'],
    ['machine.SPI(2).readinto(bytearray(1))', 'Y7'],
    ['machine.SPI(1).write_readinto(b"a", bytearray(1))', 'X7'],
    ['machine.SoftSPI(sck="X1", mosi="X2", miso="X3").read(1)', 'X3'],
    ['pyb.SPI(1, pyb.SPI.CONTROLLER).recv(1)', 'X7'],
    ['pyb.SPI(1, pyb.SPI.CONTROLLER).send_recv(b"a")', 'X7'],
  ])('is told of a bus on which the program reads: %s', (call, miso) => {
    expect(told(`import machine, pyb\n${call}`)).toEqual([`no SPI device answers on ${miso}${PLUG_IN}`]);
  });

  test('is not told of a bus that is only written, or has a device, or on which something else sends', () => {
    const read = 'import machine\nmachine.SPI(1).read(2)';
    expect(told('import machine, pyb\nmachine.SPI(1).write(b"a")\npyb.SPI(1, pyb.SPI.CONTROLLER).send(b"a")')).toEqual([]);
    expect(told(read, { devices: { d: { type: 'ili9341', sck: 'X6', mosi: 'X8', miso: 'X7', dc: 'X4' } } })).toEqual([]);
    expect(told(read, { wires: [['X7', 'X8']] })).toEqual([]);
    expect(told(read, { at: { '0ms': { 'X7.level': 0 } } })).toEqual([]);
  });

  const UART = 'import asyncio, machine, pyb, select\nuart = machine.UART(4, 9600, timeout=5)\n';
  test.each([
    ['reads again', 'while True: uart.read(1)'],
    ['reads all again', 'uart.read()\nuart.read()'],
    ['reads lines', 'for _ in range(3): print(uart.readline())'],
    ['reads characters', 'while True: uart.readchar()'],
    ['waits in a task', 'asyncio.run(asyncio.StreamReader(uart).readline())'],
    ['polls without a limit', 'poll = select.poll()\npoll.register(uart, select.POLLIN)\npoll.poll()'],
    ['polls again', 'poll = select.poll()\npoll.register(uart, select.POLLIN)\nwhile True: poll.poll(100)'],
  ])('is told of a UART that has nothing at its other end where the program %s', (_, source) => {
    expect(told(UART + source)).toEqual([`no serial device answers on X2${PLUG_IN}`]);
  });

  test('is not told of a UART that is only written, or is looked at once', () => {
    for (const source of ["uart.write(b'a')", 'uart.read()', 'while True: uart.any()', 'uart.readline()\npyb.UART(6, 9600).read(1)'])
      expect(told(UART + source)).toEqual([]);
  });

  test('is not told of a UART that is connected to something, or has got something', () => {
    const read = `${UART}while True: uart.read(1)`;
    expect(told(read, { devices: { gps: { type: 'serial', uart: 4 } } })).toEqual([]);
    expect(told(read, { wires: [['X2', 'X1']] })).toEqual([]);
    expect(told(read, { at: { '0ms': { 'X2.level': 1 } } })).toEqual([]);
    const awaits = `${UART}asyncio.run(asyncio.StreamReader(uart).readline())`;
    for (const source of [read, awaits])
      expect(told(source, { at: { '500ms': { 'X2.level': 0 }, '510ms': { 'X2.level': null } } })).toEqual([]);
    const other = new TestBench({});
    const bench = new TestBench({ 'main.py': read });
    other.board.uart(6).tx.connect(bench.board.uart(4));
    bench.run(2000);
    expect(missingParts(bench.system)).toEqual([]);
  });

  test('is not told where there is one, also at the other end of a wire', () => {
    const at = (type: string, data: string) => ({ devices: { it: { type, data } } });
    expect(told(DHT, at('dht22', 'X3'))).toEqual([]);
    expect(told(DHT, { ...at('dht22', 'X4'), wires: [['X3', 'X4']] })).toEqual([]);
    expect(told(WIRE, at('ds18b20', 'X3'))).toEqual([]);
  });

  test('is not told of one that answers later, nor of a line that something holds', () => {
    expect(told(AGAIN, { at: { '0ms': { 'X3.level': 1 } } })).toEqual([]);
    expect(told(`import machine\nmachine.Pin('X3').init(machine.Pin.OUT)\n`)).toEqual([]);
  });
});

test('an error of a test bench tells them', () => {
  const bench = new TestBench({ 'main.py': 'from machine import I2C\nI2C(1).readfrom(0x50, 1)' });
  expect(() => bench.runUntil(() => bench.output.includes('ready'), 1000)).toThrow(
    `\nmain.py has ended: exception\n${NOBODY('0x50')}${PLUG_IN}\nThe last output:\n`,
  );
});
