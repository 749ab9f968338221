/** A two-wire bus that leads over wires to other pins: devices there answer as those at the controller's own. */
import { expect, test } from 'vitest';
import { Pca8574 } from '../../src/devices/pca8574.js';
import { PythonBench } from './board-python.js';

const SCAN = "import machine\nprint(machine.I2C('X').scan(), machine.SoftI2C(scl='Y9', sda='Y10').scan(), machine.I2C('Y').scan())";

function scan(...wires: readonly [string, string][]): string {
  const machine = new PythonBench(SCAN);
  machine.board.i2cBus('X9', 'X10').attach(new Pca8574({ address: 0x20 }));
  machine.board.i2cBus('Y1', 'Y2').attach(new Pca8574({ address: 0x21 }));
  for (const [one, other] of wires) machine.board.wire(one, other);
  return machine.run();
}

test('devices answer wherever both wires lead', () => {
  expect(scan()).toBe('[32] [] []\n');
  expect(scan(['X9', 'Y9'], ['X10', 'Y10'])).toBe('[32] [32] [32]\n');
  expect(scan(['X9', 'Y9'], ['X10', 'Y10'], ['Y1', 'Y9'], ['Y2', 'Y10'])).toBe('[32, 33] [32, 33] [32, 33]\n');
});

test('and not where one alone does, or crossed', () => {
  expect(scan(['X9', 'Y9'])).toBe('[32] [] []\n');
  expect(scan(['X9', 'Y10'], ['X10', 'Y9'])).toBe('[32] [] []\n');
});

test('the other controller of the board as the device', () => {
  const source = `
import machine
memory = bytearray(b'hello...')
target = machine.I2CTarget(2, 0x43, mem=memory)
i2c = machine.I2C(1)
print(i2c.readfrom_mem(0x43, 1, 4))
i2c.writeto_mem(0x43, 5, b'!!')
print(memory)
`;
  const machine = new PythonBench(source);
  machine.board.wire('X9', 'Y9');
  machine.board.wire('X10', 'Y10');
  expect(machine.run()).toBe("b'ello'\nbytearray(b'hello!!.')\n");
});

test('an I2CTarget has fetched one byte more than is read, from where the next read goes on', () => {
  const machine = new PythonBench(`
import machine
memory = bytearray(b'01234567')
target = machine.I2CTarget(2, 0x43, mem=memory)
def tell(target):
    print(target.irq().flags() == target.IRQ_END_READ, target.memaddr)
target.irq(tell, hard=True)
i2c = machine.SoftI2C('X9', 'X10')
i2c.writeto(0x43, b'\\x02')
print(i2c.readfrom(0x43, 4))
print(i2c.readfrom(0x43, 4))
print(i2c.readfrom_mem(0x43, 6, 12))
i2c.writeto_mem(0x43, 6, b'test')
print(memory)
i2c.scan()
`);
  machine.board.wire('X9', 'Y9');
  machine.board.wire('X10', 'Y10');
  expect(machine.run()).toBe("True 2\nb'2345'\nTrue 2\nb'7012'\nTrue 6\nb'670123456701'\nFalse 6\nbytearray(b'st2345te')\nFalse 6\n");
});
