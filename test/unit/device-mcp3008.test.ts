/** The converters of eight voltages, as drivers on SPI ask them. */
import { describe, expect, test } from 'vitest';
import { Mcp3008 } from '../../src/index.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

const SPI = { sck: 'X6', mosi: 'X8', miso: 'X7', select: 'X5' };
/** A driver as small as can be: the start bit as the lowest of a byte, the choice of inputs, the result in the last ten bits. */
const DRIVER = `
from machine import Pin, SPI, SoftSPI
cs = Pin('X5', Pin.OUT, value=1)
spi = SPI(1, baudrate=1_000_000)
def ask(*sent):
    got = bytearray(sent)
    cs(0)
    spi.write_readinto(got, got)
    cs(1)
    return int.from_bytes(got, 'big')
def read(channel, differential=False):
    return ask(1, (channel | (0 if differential else 8)) << 4, 0) & 0x3ff
`;

function printed(source: string, device: Record<string, unknown> = {}, at: Record<string, Record<string, unknown>> = {}): string[] {
  const machine = new PythonBench(DRIVER + source);
  setUp(machine.board, { devices: { adc: { type: 'mcp3008', ...SPI, ...device } }, at });
  return machine.run().trimEnd().split('\n');
}

describe('MCP3008', () => {
  test('reads each input as a fraction of the reference', () => {
    const volts = {
      'volts.ch0': 0,
      'volts.ch1': 1,
      'volts.ch2': 1.65,
      'volts.ch3': 3.2999,
      'volts.ch4': 5,
      'volts.ch5': -0.3,
      'volts.ch7': 2.5,
    };
    expect(printed('print([read(i) for i in range(8)])', volts)).toEqual(['[0, 310, 512, 1023, 1023, 0, 0, 775]']);
    expect(printed('print(read(7))', { ...volts, reference: 5 })).toEqual(['512']);
  });

  test('reads the difference of a pair; a negative one is 0', () => {
    const volts = { 'volts.ch2': 1.1, 'volts.ch3': 2.2 };
    expect(printed('print([read(i, True) for i in range(8)])', volts)).toEqual(['[0, 0, 0, 341, 0, 0, 0, 0]']);
  });

  test('reads what the voltage is at that moment', () => {
    const at = { '300ms': { 'adc.volts.ch0': 3 } };
    expect(printed('import time\nprint(read(0))\ntime.sleep_ms(500)\nprint(read(0))', { 'volts.ch0': 1 }, at)).toEqual(['310', '930']);
  });

  test('takes the start bit wherever it comes, and sends the result once more backwards, then zeros', () => {
    // The ten bits of 0x2cb, then all but the lowest from that end.
    const volts = { 'volts.ch0': (0x2cb + 0.5) * (3.3 / 1024) };
    expect(printed('print(bin(ask(0b11000, 0, 0, 0, 0) & 0x3ffffffff))', volts)).toEqual([
      `0b${'1011001011'}${'101001101'}${'0'.repeat(11)}`,
    ]);
  });

  test('forgets what was asked when it is no longer selected', () => {
    expect(printed('ask(1)\nprint(ask(0xff, 0xff, 0xff) & 0x3ff)\nprint(read(0))', { 'volts.ch0': 1, 'volts.ch7': 2 })[1]).toBe('310');
  });

  test('answers software, too, and pyb.SPI', () => {
    const volts = { 'volts.ch0': 1 };
    expect(printed("spi = SoftSPI(sck='X6', mosi='X8', miso='X7')\nprint(read(0))", volts)).toEqual(['310']);
    const send = "import pyb\nbus = pyb.SPI(1, pyb.SPI.CONTROLLER)\ncs(0)\nprint(bus.send_recv(b'\\x01\\x80\\x00'))\ncs(1)";
    expect(printed(send, volts)).toEqual(["b'\\x00\\x016'"]);
  });
});

test('MCP3208 has twelve bits', () => {
  const read = 'print([ask(6 | i >> 2, (i & 3) << 6, 0) & 0xfff for i in range(8)])';
  expect(printed(read, { type: 'mcp3208', 'volts.ch0': 1, 'volts.ch5': 1.65, 'volts.ch6': 3.3 })).toEqual([
    '[1241, 0, 0, 0, 0, 2048, 4095, 0]',
  ]);
});

test('impossible settings are refused', () => {
  const { board } = new PythonBench('');
  const select = board.line('X5');
  expect(() => new Mcp3008(select, { reference: 6 })).toThrow(new RangeError('reference: 6 V is not from 0.25 to 5.5 V'));
  expect(() => new Mcp3008(select, { model: 'MCP3001' as 'MCP3008' })).toThrow(
    new TypeError("unknown model 'MCP3001'; choose from MCP3008, MCP3208"),
  );
  const adc = new Mcp3008(select);
  expect(() => {
    adc.volts = { ...adc.volts, ch0: Number.NaN };
  }).toThrow(new RangeError('ch0: NaN is not a number of volts'));
});
