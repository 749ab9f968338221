/** A chip of registers without a model of its own: what drivers do with one. */
import { describe, expect, test } from 'vitest';
import { I2cRegisters } from '../../src/devices/i2c-registers.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

function attached(source: string, chip: I2cRegisters): PythonBench {
  const machine = new PythonBench(`import machine\ni2c = machine.I2C('X')\n${source}`);
  machine.board.i2cBus('X9', 'X10').attach(chip);
  return machine;
}

describe('a chip of registers', () => {
  test('is read from the register that was chosen, and on from there, round to the first', () => {
    const chip = new I2cRegisters({ address: 0x76, count: 16 });
    chip.set('0D:60 0E:0102 00:AA');
    const machine = attached('print(i2c.readfrom_mem(0x76, 0x0d, 4), i2c.scan(), i2c.readfrom(0x76, 1))', chip);
    expect(machine.run()).toBe("b'`\\x01\\x02\\xaa' [118] b'\\x00'\n");
  });

  test('keeps what is written, and tells of it', () => {
    const chip = new I2cRegisters({ address: 0x68 });
    const log: string[] = [];
    chip.onWrite = (register, value) => {
      log.push(`${register}=${value}`);
      if (register === 0x6b) chip.bytes[0x75] = 0x68; // it wakes
    };
    const machine = attached(
      "i2c.writeto_mem(0x68, 0x6a, b'\\x01\\x02')\nprint(i2c.readfrom_mem(0x68, 0x75, 1), i2c.readfrom_mem(0x68, 0x6a, 2))",
      chip,
    );
    expect(machine.run()).toBe("b'h' b'\\x01\\x02'\n");
    expect(log).toEqual(['106=1', '107=2']);
  });

  test('of more than 256 is chosen by two bytes', () => {
    const chip = new I2cRegisters({ count: 0x8000 });
    const machine = attached(
      "i2c.writeto_mem(0x50, 0x1234, b'hi', addrsize=16)\nprint(i2c.readfrom_mem(0x50, 0x1233, 4, addrsize=16))",
      chip,
    );
    expect(machine.run()).toBe("b'\\x00hi\\x00'\n");
    expect([...chip.bytes.slice(0x1234, 0x1236)]).toEqual([0x68, 0x69]);
  });

  test('is refused where it cannot be', () => {
    expect(() => new I2cRegisters({ count: 0 })).toThrow(new RangeError('count: 0 is not a number of registers up to 65536'));
    expect(() => new I2cRegisters().set('D0=60')).toThrow(new RangeError('"D0=60" is not registers with bytes, such as D0:60 F7:800000'));
  });
});

describe('as data', () => {
  test('it has what it begins with, and gets what the world changes', () => {
    const machine = new PythonBench(
      "import machine, time\ni2c = machine.I2C('X')\nfor _ in range(2):\n    print(i2c.readfrom_mem(0x76, 0xd0, 2))\n    time.sleep_ms(100)",
    );
    setUp(machine.board, {
      devices: { room: { type: 'registers', scl: 'X9', sda: 'X10', address: '0x76', set: 'D0:60 D1:07' } },
      at: { '50ms': { 'room.set': 'D1:0102' } },
    });
    expect(machine.run()).toBe("b'`\\x07'\nb'`\\x01'\n");
  });

  test('what is no content is refused', () => {
    const devices = { room: { type: 'registers', scl: 'X9', sda: 'X10', set: 'D0' } };
    expect(() => setUp(new PythonBench('').board, { devices })).toThrow(
      'room.set: "D0" is not registers with bytes, such as D0:60 F7:800000',
    );
  });
});
