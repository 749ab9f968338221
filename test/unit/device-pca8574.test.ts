/** The expander as programs see it: ports that are inputs and outputs at once, and an interrupt when one of them changes. */
import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Pca8574 } from '../../src/devices/pca8574.js';
import { PythonBench } from './board-python.js';

function bench(source: string) {
  const machine = new PythonBench(source);
  const expander = new Pca8574({ address: 0x38, interrupt: machine.board.pin('X1') as Pin });
  machine.board.i2cBus('X9', 'X10').attach(expander);
  return { machine, expander };
}

const at = (machine: PythonBench, ms: number, action: () => void): void => machine.clock.alarm(action).set(ms * 1e6);

test('pyb.I2C finds it, writes its ports, reads them', () => {
  const { machine, expander } = bench(`
from pyb import I2C
i2c = I2C(1, I2C.MASTER, baudrate=100000)
print(i2c.scan())
print(i2c.recv(1, 0x38))
i2c.send(0x0f, 0x38)
print(i2c.recv(2, 0x38))
i2c.send(b'\\x00\\xa5', 0x38)
`);
  expect(machine.run()).toBe("[56]\nb'\\xff'\nb'\\x0f\\x0f'\n");
  expect(expander.levels).toBe(0xa5);
});

test('what is connected pulls down a port that is written 1', () => {
  const { machine, expander } = bench('import machine\ni2c = machine.I2C(1)\nprint(i2c.readfrom(0x38, 1))\n');
  expander.ports[0].connect().drive(0);
  expander.ports[7].connect().drive(0);
  expect(machine.run()).toBe("b'~'\n");
});

describe('the interrupt output', () => {
  const program = `
import machine, time
i2c = machine.I2C(1)
pin = machine.Pin('X1', machine.Pin.IN, machine.Pin.PULL_UP)
pin.irq(lambda p: print('changed'), machine.Pin.IRQ_FALLING)
i2c.readfrom(0x38, 1)
time.sleep_ms(20)
print(pin.value(), i2c.readfrom(0x38, 1), pin.value())
time.sleep_ms(20)
print(pin.value())
`;

  test('is low from a change until the ports are read', () => {
    const { machine, expander } = bench(program);
    const finger = expander.ports[0].connect();
    at(machine, 10, () => finger.drive(0));
    expect(machine.run()).toBe("changed\n0 b'\\xfe' 1\n1\n");
  });

  test('ends, too, when the ports are as they were', () => {
    const { machine, expander } = bench(program);
    const finger = expander.ports[3].connect();
    at(machine, 10, () => finger.drive(0));
    at(machine, 12, () => finger.drive(null));
    expect(machine.run()).toBe("changed\n1 b'\\xff' 1\n1\n");
  });
});
