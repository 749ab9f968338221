import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { command } from './support.js';

const { vpyb, file, path } = command();

const THERMOMETER = `
import dht, machine, time
air = dht.DHT22(machine.Pin('X4'))
for i in range(2):
    air.measure()
    print(air.temperature(), machine.Pin('X2').value())
    time.sleep(2)
`;

describe('a set-up', () => {
  const setup = JSON.stringify({
    devices: { air: { type: 'dht22', data: 'X4', temperature: 20 } },
    at: { '1s': { 'air.temperature': 30 } },
  });

  it('stands beside the program', async () => {
    file('room/vpyb.json', setup);
    const main = file('room/main.py', THERMOMETER);
    const expected = { status: 0, stdout: '20.0 0\n30.0 0\n', stderr: '' };
    expect(await vpyb([main])).toEqual(expected);
    expect(await vpyb([path('room')])).toEqual(expected);
  });

  it('stands in the folder that is the flash of code and of modules', async () => {
    const beside = file('vpyb.json', setup);
    file('air.py', THERMOMETER);
    const expected = { status: 0, stdout: '20.0 0\n30.0 0\n', stderr: '' };
    expect(await vpyb(['-m', 'air'])).toEqual(expected);
    expect(await vpyb(['-c', 'import air'])).toEqual(expected);
    rmSync(beside);
  });

  it('is another file, and more is added on the command line', async () => {
    const main = file('other/main.py', THERMOMETER);
    const words = ['--setup', file('other/cold.json', setup), '--at', '1s:air.temperature=-1', '--at', '1500ms:X2.level=1'];
    expect(await vpyb([...words, main])).toEqual({ status: 0, stdout: '20.0 0\n-1.0 1\n', stderr: '' });
  });

  it('may plan for longer than the run lasts; what --at plans for later is told', async () => {
    const late = ['--at', '1min:X2.level=1', '--at', '10s:usr.pressed=true', '-c', 'import time; time.sleep_ms(90)'];
    const told = (end: string): string =>
      `vpyb: the run was over at ${end}, before 10s:usr.pressed=true and 1 more after it; it lasts longer with a longer --for\n`;
    const { stderr } = await vpyb(late);
    expect(stderr).toMatch(new RegExp(`^${told('9\\d.\\d+ ms')}$`));
    expect((await vpyb(['--for', '2s', ...late])).stderr).toContain(told('2 s'));
    const planned = file('late.json', JSON.stringify({ at: { '100ms': { 'usr.pressed': true }, '3s': { 'X1.level': 1 } } }));
    expect((await vpyb(['--setup', planned, '--for', '2s', '-c', ''])).stderr).not.toContain('was over');
    expect((await vpyb(['--for', '11s', '--at', '10s:usr.pressed=true', '-c', ''])).stderr).not.toContain('was over');
    expect((await vpyb(['--at', '10s:usr.pressed=true', '-c', '1 / 0'])).stderr).not.toContain('was over');
  });

  it('with a card leads to the program that is named, and leaves the board of a folder to what is on the card', async () => {
    const main = file('card/main.py', 'import os\nprint(os.getcwd(), __file__)');
    expect(await vpyb([main, '--device', 'card=sd-card'])).toEqual({ status: 0, stdout: '/sd /flash/main.py\n', stderr: '' });
    expect(await vpyb([path('card'), '--device', 'card=sd-card'])).toEqual({
      status: 0,
      stdout: '',
      stderr:
        'vpyb: the board has started from its SD card, which has no main.py or boot.py; with a file SKIPSD on the flash, the board starts from the flash, and the program mounts the card\n',
    });
    file('card/SKIPSD', '');
    expect((await vpyb([path('card'), '--device', 'card=sd-card'])).stdout).toBe('/flash main.py\n');
  });

  it('gives a card files, beside the set-up or where the command is given, and they run the board', async () => {
    file('carded/disk/main.py', 'import settings\nprint(settings.RATE, __file__)');
    file('carded/disk/settings.py', 'RATE = 5');
    file('carded/main.py', 'print("of the flash")');
    file('carded/vpyb.json', '{"devices": {"card": {"type": "sd-card", "files": "disk"}}}');
    expect(await vpyb([path('carded')])).toEqual({ status: 0, stdout: '5 main.py\n', stderr: '' });
    const words = ['--device', 'card=sd-card,files=carded/disk', '-c', 'import settings\nprint(settings.RATE)'];
    expect(await vpyb(words)).toEqual({ status: 0, stdout: '5\n', stderr: '' });
    expect(await vpyb(['--device', 'card=sd-card,files=none', '-c', '1'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vpyb: --device: none: no such file or folder\n',
    });
  });

  it('shows the board nothing that does not lie beside it', async () => {
    file('secret/key.txt', 'secret');
    const main = file('foreign/main.py', 'import os\nprint(os.listdir("/sd"))');
    symlinkSync(path('secret'), path('foreign/link'));
    for (const files of ['../secret', path('secret'), 'link', '..']) {
      file('foreign/vpyb.json', JSON.stringify({ devices: { card: { type: 'sd-card', files } } }));
      expect(await vpyb([main])).toEqual({
        status: 2,
        stdout: '',
        stderr: `vpyb: ${path('foreign/vpyb.json')}: ${files}: outside the folder of the set-up file; only --device may name any folder\n`,
      });
    }
  });

  it('stands on the command line alone', async () => {
    const device = 'air=dht22,data=X4,temperature=1.5';
    expect((await vpyb(['--device', device, file('plain.py', THERMOMETER)])).stdout).toBe('1.5 0\n1.5 0\n');
  });

  it('has wires, here and there', async () => {
    file('wired/vpyb.json', '{"wires": [["Y1", "Y2"]]}');
    const main = file(
      'wired/main.py',
      'import pyb\nfor a, b in (("X1", "X2"), ("Y1", "Y2")): pyb.Pin(a, pyb.Pin.OUT).on(); print(pyb.Pin(b).value())\n',
    );
    expect((await vpyb([main])).stdout).toBe('0\n1\n');
    expect((await vpyb([main, '--wire', 'X1,X2'])).stdout).toBe('1\n1\n');
  });

  it('has probes, here and there: what a bus does is in the trace', async () => {
    const main = file('probed/main.py', 'import machine\nprint(machine.I2C(1).scan())\n');
    file('probed/vpyb.json', '{"probes": ["X9"]}');
    expect((await vpyb([main, '--probe', 'X10', '--trace', path('bus.vcd')])).stdout).toBe('[]\n');
    const dump = readFileSync(path('bus.vcd'), 'utf8');
    const [clock, data] = ['X9', 'X10'].map((pin) => new RegExp(`\\$var \\w+ \\d+ (\\S+) ${pin} `).exec(dump)?.[1]);
    const falls = (wire: string | undefined): number => dump.split('\n').filter((line) => line === `0${wire}`).length;
    expect(falls(clock)).toBeGreaterThan(112 * 9); // 112 addresses, each with nine bits of the clock.
    expect(falls(data)).toBeGreaterThan(112);
  });

  it.each([
    [[], ''],
    [['--device', 'hame=access-point,password=correct horse'], ", only 'hame'"],
  ])('is an access point that the program looks for in vain: %j', async (devices, others) => {
    const code = 'import network, time\nw = network.WLAN()\nw.active(True)\nw.connect("home", "correct")\nwhile True: time.sleep(1)';
    const { stderr } = await vpyb(['--board', 'pybd-sf2', '--for', '10s', ...devices, '-c', code]);
    expect(stderr).toContain(`vpyb: there is no access point 'home'${others}; set one up with --device or`);
  });

  it.each([
    ['115200', '', 'UART(4) reads with 115200 baud, but what it gets is sent with 9600 baud'],
    ['9600', ',parity=even', 'UART(4) reads with 8 data bits and no parity, but what it gets is sent with 8 data bits and even parity'],
    ['9600, 8, 0', ',parity=even', null],
    ['9600', '', null],
  ])('is not understood, as UART(4, %s) reads otherwise than the device with baud=9600%s sends: %j', async (settings, format, told) => {
    const code = `import machine, time\nu = machine.UART(4, ${settings})\nwhile True: time.sleep(1)`;
    const words = ['--device', `gps=serial,uart=4${format}`, '--at', '1s:gps.sendLine=$GPGGA', '--for', '3s', '-c', code];
    const { stderr } = await vpyb(words);
    if (told === null) expect(stderr).not.toContain('UART');
    else expect(stderr).toContain(`vpyb: ${told}\n`);
  });

  it('does not understand what the program sends, which is told', async () => {
    const code = 'import machine, time\nmachine.UART(4, 9600).write("AT")\ntime.sleep(1)';
    const { stderr } = await vpyb(['--device', 'modem=serial,uart=4,baud=19200', '-c', code]);
    expect(stderr).toBe('vpyb: UART(4) sends with 9600 baud, but who is connected to it reads with 19200 baud\n');
  });

  it('answers at another address than the program asks for: which, is told', async () => {
    const words = ['--device', 'air=bme280,scl=X9,sda=X10,address=0x77', '-c', 'import machine\nmachine.I2C(1).readfrom(0x76, 1)'];
    expect((await vpyb(words)).stderr).toContain('no device answers at address 0x76 on the I2C bus on X9 and X10, only at 0x77; plug');
  });

  it.each([
    [
      'import machine\nmachine.I2C(2).readfrom(0x27, 1)',
      "no device answers at address 0x27 on the I2C bus on Y9 and Y10; plug one in with --device ('vpyb devices' lists them)",
    ],
    [
      'import machine\nmachine.I2C(1).readfrom(0x40, 1)',
      "no device answers at address 0x40 on the I2C bus on X9 and X10; plug one in with --device ('vpyb devices' lists them)",
    ],
    [
      'import machine\nmachine.I2C(1).readfrom_mem(0x4c, 0, 1)',
      "no device answers at address 0x4c on the I2C bus on X9 and X10; the board's accelerometer has no power until pyb.Accel() is called",
    ],
    ["open('/sd/log.csv', 'w')", 'there is no SD card in the slot; if the program needs one, use --device card=sd-card'],
  ])('is offered to a program that fails for want of it: %s', async (code, text) => {
    const { status, stdout, stderr } = await vpyb(['-c', code]);
    expect([status, stdout.split('\n').at(-2), stderr]).toEqual([1, 'OSError: [Errno 19] ENODEV', `vpyb: ${text}\n`]);
    expect((await vpyb(['-c', `try:\n  exec(${JSON.stringify(code)})\nexcept OSError as e: print(e)`])).stderr).toBe('');
    expect((await vpyb(['-c', 'import machine\nmachine.I2C(1)\n1/0'])).stderr).toBe('');
  });

  it('is not blamed for an exception of another kind', async () => {
    const code = "from machine import I2C\nprint(I2C(1).scan())\nx = {}\nprint(x['speed'])";
    const { stdout, stderr } = await vpyb(['--device', 's=bme280,scl=X9,sda=X10', '-c', code]);
    expect([stdout.split('\n')[0], stdout.split('\n').at(-2), stderr]).toEqual(['[118]', 'KeyError: speed', '']);
  });

  it('is on other pins than the program asks: which, is told; and so is a contact on a pin without pull', async () => {
    const words = ['--device', 's=bme280,scl=Y9,sda=Y10', '-c', 'import machine\nmachine.I2C(1).readfrom(0x76, 1)'];
    expect((await vpyb(words)).stderr).toBe(
      'vpyb: no device answers at address 0x76 on the I2C bus on X9 and X10; a device with 0x76 is on Y9 and Y10\n',
    );
    const code = "import pyb\npin = pyb.Pin('X1', pyb.Pin.IN)\npyb.delay(500)\nprint(pin())";
    expect(await vpyb(['--device', 'b=button,pin=X1', '--at', '250ms:b.pressed=true', '-c', code])).toEqual({
      status: 0,
      stdout: '0\n',
      stderr:
        'vpyb: nothing pulls X1 up, where a contact closes to ground: open or closed, a low level is read; give the pin Pin.PULL_UP\n',
    });
  });

  it.each([
    [['--setup', 'none.json'], 'none.json: no such file or folder'],
    [['--device', 'air=dht22'], "--device: air: wire 'data' is not connected; name a pin"],
    [['--at', 'soon:usr.pressed=true'], "--at: 'soon' is not a moment; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d"],
    [['--wire', 'X1'], "--wire 'X1': write the two pins that it joins, such as X1,X2"],
    [['--wire', 'X1,Q9'], '--wire: pybv11 has no pin Q9 to connect a wire to'],
    [['--wire', 'X1,X1'], '--wire: both ends of a wire are at X1'],
    [['--probe', 'X1'], '--probe adds pins to a trace: add --trace FILE.vcd, or --trace - to see it'],
    [['--probe', 'X1,Q9', '--trace', '-'], '--probe: pybv11 has no pin Q9 to probe'],
    [['--picture', 'lamp=lamp.png'], "--picture: no device is named 'lamp'"],
    [['--device', 'air=dht22,data=X4', '--picture', 'air=air.png'], "--picture: 'air' has nothing to show"],
    [
      ['--device', 'lcd=hd44780-i2c,scl=X9,sda=X10', '--picture', 'lcd=a.png'],
      "--picture: 'lcd' shows text, not a picture; write lcd=FILE.txt",
    ],
    [['--device', 'gps=serial,uart=4', '--picture', 'gps=a.png'], "--picture: 'gps' has received text, not a picture; write gps=FILE.txt"],
  ])('%j is refused in a line', async (words, text) => {
    const { status, stderr } = await vpyb([...words, '-c', 'print(1)']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `vpyb: ${text}\n` });
  });

  it('that is no JSON is refused in a line, with the place', async () => {
    const bad = file('bad.json', '{\n  "devices": {},\n  "at": { "1s" { } }\n}');
    expect(await vpyb(['--setup', bad, '-c', '1'])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: ${bad}: line 3, column 16: expected ':'\n`,
    });
  });

  it('may begin with a byte order mark', async () => {
    const words = ['--setup', file('bom.json', `\ufeff${setup}`), '-c', 'print(1)'];
    expect(await vpyb(words)).toEqual({ status: 0, stdout: '1\n', stderr: '' });
  });
});

it('--picture writes what a device shows at the end', async () => {
  const program = 'import machine\nmachine.bitstream(machine.Pin("X8", machine.Pin.OUT), 0, (400, 850, 800, 450), b"\\0\\xff\\0")\n';
  const words = ['--device', 'strip=neopixel,data=X8,count=2', '--for', '1s'];
  await vpyb([...words, '--picture', `strip=${path('s.png')}`, '--picture', `strip=${path('s.txt')}`, file('lights.py', program)]);
  expect(readFileSync(path('s.txt'), 'utf8')).toBe('▀\n');
  expect(readFileSync(path('s.png')).toString('latin1', 1, 4)).toBe('PNG');
});

describe('what a program sends in its last line arrives, although the run ends with the program', () => {
  const online =
    "import network, time, socket\nw = network.WLAN(); w.active(True); w.connect('home')\nwhile not w.isconnected(): time.sleep_ms(50)\n";
  const host = ['--board', 'pybd-sf6', '--device', 'home=access-point', '--device', 'b=host,address=10.0.0.6,port=98'];
  it.each([
    [
      'a frame on a CAN bus',
      "import pyb\npyb.CAN(1, pyb.CAN.NORMAL, baudrate=125000).send(b'12', 1)\n",
      ['--device', 'b=can,can=1'],
      '001#3132\n',
    ],
    ['bytes of a UART', "import pyb\npyb.UART(4, 9600).write('bye')\n", ['--device', 'b=serial,uart=4'], 'bye'],
    [
      'the colours of lights',
      'import machine\nmachine.bitstream(machine.Pin("X8", machine.Pin.OUT), 0, (400, 850, 800, 450), b"\\xff\\0\\0" * 3)\n',
      ['--device', 'b=neopixel,data=X8,count=3'],
      '▀▀▀\n',
    ],
    ['bytes of a connection', `${online}s = socket.socket(); s.connect(('10.0.0.6', 98)); s.send(b'last'); s.close()\n`, host, 'last'],
  ])('%s', async (_, program, words, arrived) => {
    expect(await vpyb([...words, '--picture', `b=${path('arrived.txt')}`, file('last.py', program)])).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(readFileSync(path('arrived.txt'), 'utf8')).toBe(arrived);
  });

  it.each([
    ['samples of a DAC', 'pyb.DAC(1).write_timed(bytes((64, 128, 192)), 100)', 'DAC(1) ', ['1024', '2048', '3072']],
    ['the way of a servo', 'pyb.Servo(1).angle(90, 100)', 'X1 ', ['0.075', '0.0935', '0.1025', '0.112', '0.121']],
    ['a servo at once', 'pyb.Servo(1).angle(90)', 'X1 ', ['0.075', '0.121']],
  ])('%s', async (_, code, signal, values) => {
    const { status, stdout, stderr } = await vpyb(['--trace', '-', '-c', `import pyb\n${code}\nprint('over')`]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'over\n' });
    const changes = stderr.split('\n').filter((line) => line.includes(signal));
    expect(changes.map((line) => line.trim().split(/ +/).at(-1))).toEqual(values);
  });

  it.each([
    'pyb.DAC(1).write_timed(bytes((64, 128, 192)), 100, mode=pyb.DAC.CIRCULAR)',
    'pyb.DAC(1).triangle(1000)',
    'pyb.Servo(1)',
    'd = pyb.DAC(1); d.write_timed(bytes(100), 100); d.write(1)',
  ])('what has no end does not keep the run: %s', async (code) => {
    expect((await vpyb(['-v', '-c', `import pyb\n${code}`])).stderr).toMatch(/^vpyb: [\d.]+ (us|ms) simulated in /m);
  });

  it('unless nobody takes it: then the run ends five simulated seconds later', async () => {
    const program = "import pyb\npyb.CAN(1, pyb.CAN.NORMAL, baudrate=250000).send(b'12', 1)\nprint('over')\n";
    const words = ['-v', '--device', 'b=can,can=1,bitrate=125000', file('blocked.py', program)];
    const { status, stdout, stderr } = await vpyb(words);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'over\n' });
    expect(stderr).toContain('vpyb: 5 s simulated');
  });
});

it('--picture of the other end of a UART is what that has received', async () => {
  const program = file(
    'modem.py',
    "import machine\nuart = machine.UART(4, 9600, timeout=1000)\nuart.write('AT\\r\\n')\nprint(uart.readline())\n",
  );
  const words = ['--device', 'modem=serial,uart=4', '--at', '500ms:modem.sendLine=OK=1', '--picture', `modem=${path('heard.txt')}`];
  expect((await vpyb([...words, program])).stdout).toBe("b'OK=1\\r\\n'\n");
  expect(readFileSync(path('heard.txt'), 'utf8')).toBe('AT\r\n');
});
