/** Whoever is at the other end of a UART: bytes with their time, lines, rates that do not fit. */
import { expect, test } from 'vitest';
import { SetupError } from '../../src/devices/kinds.js';
import { SerialPeer } from '../../src/devices/serial-peer.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

test('what it sends comes at its rate, one byte right after the other, and what the board sends is heard, line by line', () => {
  const machine = new PythonBench(`
import machine, time
uart = machine.UART(4, 9600, timeout=2000)
uart.write('AT\\r\\n')
print(uart.readline())
begin = time.ticks_us()
print(len(uart.read(10)), (time.ticks_us() - begin) // 1000)
uart.write('grüße')
uart.flush()
`);
  const peer = new SerialPeer(machine.board.uart(4), machine.board.time);
  peer.onLine = (line) => {
    peer.sendLine(`+${line}`);
    peer.send(Uint8Array.from({ length: 10 }, (_, i) => i));
  };
  expect(machine.run()).toBe("b'+AT\\r\\n'\n10 10\n");
  expect(peer.received).toBe('AT\r\ngrüße');
  expect([...peer.receivedBytes.slice(-3)]).toEqual([0xc3, 0x9f, 0x65]);
});

test('a byte is there when its frame is over, the stop bit included', () => {
  const machine = new PythonBench(`
import machine, time
uart = machine.UART(4, 9600)
while not uart.any():
    pass
print(time.ticks_us() // 100)
`);
  const peer = new SerialPeer(machine.board.uart(4), machine.board.time);
  machine.clock.alarm(() => peer.send('x')).set(50e6);
  expect(machine.run()).toBe('510\n');
});

test('byte by byte it hears what has no lines, and may answer in the middle', () => {
  const machine = new PythonBench(
    "import machine\nuart = machine.UART(4, 9600, timeout=20)\nuart.write(b'\\x01\\xff\\x02')\nprint(uart.read())",
  );
  const peer = new SerialPeer(machine.board.uart(4), machine.board.time);
  peer.onByte = (byte) => {
    if (byte !== 0xff) peer.send(Uint8Array.of(byte * 2));
  };
  expect(machine.run()).toBe("b'\\x02\\x04'\n");
});

test('as data it sends its lines at their moments, whether the board listens or not', () => {
  const machine = new PythonBench(`
import pyb
pyb.delay(50)
uart = pyb.UART(4, 4800, bits=7, parity=1, stop=2, timeout=500)
for _ in range(3):
    print(uart.readline())
`);
  setUp(machine.board, {
    devices: { gps: { type: 'serial', uart: 4, baud: '4800', bits: 7, parity: 'odd', stop: 2 } },
    at: {
      '10ms': { 'gps.sendLine': '$EARLY' },
      '100ms': { 'gps.sendLine': '$GPGGA,120000.00,4717.11,N,00833.91,E' },
      '110ms': { 'gps.send': '$GPRMC\n' },
    },
  });
  expect(machine.run()).toBe("b'$GPGGA,120000.00,4717.11,N,00833.91,E\\r\\n'\nb'$GPRMC\\n'\nNone\n");
});

test('as data it sends bytes that are no text, in hexadecimal', () => {
  const machine = new PythonBench(`
import machine
uart = machine.UART(4, 9600, timeout=500)
print(uart.read(5))
`);
  const devices = { modem: { type: 'serial', uart: 4 } };
  setUp(machine.board, { devices, at: { '10ms': { 'modem.sendBytes': '01 83 FF' }, '12ms': { 'modem.sendBytes': 'c40b' } } });
  expect(machine.run()).toBe("b'\\x01\\x83\\xff\\xc4\\x0b'\n");
  for (const wrong of ['', '1', '01 8', '0x01', 'é1', 7])
    expect(() => setUp(machine.board, { at: {}, devices: { other: { type: 'serial', uart: 2, sendBytes: wrong } } })).toThrow(
      `other.sendBytes: ${JSON.stringify(wrong)} is not bytes in hexadecimal such as 01 83 FF`,
    );
});

test('who sends at another rate is misunderstood, both ways', () => {
  const machine = new PythonBench(`
import machine, time
uart = machine.UART(4, 19200)
uart.write('UUUU\\n')
time.sleep_ms(50)
print(uart.read() == b'UUUU\\n')
`);
  const peer = new SerialPeer(machine.board.uart(4), machine.board.time, { baud: 9600 });
  peer.send('UUUU\n');
  expect(machine.run()).toBe('False\n');
  expect(peer.received).not.toBe('');
  expect(peer.received).not.toContain('UUUU');
});

test('what it sends while the chip stands still is lost', () => {
  const machine = new PythonBench(`
import machine, pyb, time
uart, rtc = machine.UART(4, 9600, timeout=50), pyb.RTC()
rtc.wakeup(1000)
pyb.stop()
rtc.wakeup(None)
print(uart.read())
time.sleep_ms(500)
print(uart.read())
`);
  const at = { '500ms': { 'peer.sendLine': 'asleep' }, '1300ms': { 'peer.sendLine': 'awake' } };
  setUp(machine.board, { devices: { peer: { type: 'serial', uart: 4 } }, at });
  expect(machine.run()).toBe("None\nb'awake\\r\\n'\n");
});

test('it has a rate that can be', () => {
  const { board } = new PythonBench('');
  for (const baud of [0, -1, Number.NaN, 1e9]) {
    const refusal = new RangeError(`baud: ${baud} is not a number of bits per second up to 10000000`);
    expect(() => new SerialPeer(board.uart(4), board.time, { baud })).toThrow(refusal);
  }
});

test('it says at which UART it is, which the board has, and it is alone there', () => {
  const complaint = (devices: Record<string, object>): unknown => {
    try {
      return setUp(new PythonBench('').board, { devices });
    } catch (error) {
      return error;
    }
  };
  const has = 'pybv11 has UART 1, 2, 3, 4, 6';
  expect(complaint({ gps: { type: 'serial' } })).toEqual(new SetupError(`gps: 'uart' is missing; ${has}`));
  expect(complaint({ gps: { type: 'serial', uart: 5 } })).toEqual(new SetupError(`gps.uart: 5 does not exist; ${has}`));
  expect(complaint({ gps: { type: 'serial', uart: 4 }, modem: { type: 'serial', uart: 4 } })).toEqual(
    new SetupError('modem: another device is already connected to UART 4'),
  );
});
