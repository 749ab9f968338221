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

  test('may have registers of two bytes, high byte first, as converters and current meters do', () => {
    const chip = new I2cRegisters({ address: 0x48, count: 6, width: 16 });
    chip.set('00:1234 05:ABCD0102');
    const log: string[] = [];
    chip.onWrite = (register, value) => log.push(`${register}=${value.toString(16)}`);
    const machine = attached(
      `
i2c.writeto_mem(0x48, 1, b'\\x85\\x83')
i2c.writeto_mem(0x48, 2, b'\\x80')
for register in range(6):
    print(i2c.readfrom_mem(0x48, register, 2).hex(), end=' ')
print(i2c.readfrom(0x48, 4).hex())
`,
      chip,
    );
    expect(machine.run()).toBe('0102 8583 8000 0000 0000 abcd abcd0102\n');
    expect(log).toEqual(['1=8583']);
    expect([...chip.bytes.slice(0, 4)]).toEqual([1, 2, 0x85, 0x83]);
  });

  test('is refused where it cannot be', () => {
    expect(() => new I2cRegisters({ width: 12 as 8 })).toThrow(new TypeError('unknown width 12; choose from 8, 16'));
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

  test('the width of its registers is a setting', () => {
    const machine = new PythonBench("import machine\nprint(machine.I2C('X').readfrom_mem(0x40, 2, 2))");
    setUp(machine.board, { devices: { meter: { type: 'registers', scl: 'X9', sda: 'X10', address: '0x40', width: 16, set: '02:5DC0' } } });
    expect(machine.run()).toBe("b']\\xc0'\n");
  });

  test('what is no content is refused', () => {
    const devices = { room: { type: 'registers', scl: 'X9', sda: 'X10', set: 'D0' } };
    expect(() => setUp(new PythonBench('').board, { devices })).toThrow(
      'room.set: "D0" is not registers with bytes, such as D0:60 F7:800000',
    );
  });
});
