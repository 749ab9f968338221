/** The accelerometer: soldered on a PYBv1.1, or plugged into another board. */
import { expect, test } from 'vitest';
import { Mma7660 } from '../../src/devices/sensors/mma7660.js';
import { PythonBench } from './board-python.js';

test('pyb.Accel tells what the board feels, 21 counts a g', () => {
  const machine = new PythonBench(`
import pyb
accel = pyb.Accel()
print(accel.x(), accel.y(), accel.z(), accel.tilt())
print(accel.filtered_xyz())
`);
  if (machine.board.accelerometer !== null) machine.board.accelerometer.acceleration = { x: 0.5, y: -1, z: 9 };
  expect(machine.run()).toBe('11 -21 31 5\n(11, -21, 31)\n');
});

test('without its supply it is not on the bus', () => {
  const machine = new PythonBench(`
import pyb
i2c = pyb.I2C(1, pyb.I2C.MASTER)
print(i2c.scan())
supply = pyb.Pin('MMA_AVDD', pyb.Pin.OUT_PP)
supply.high()
print(i2c.scan())
`);
  expect(machine.run()).toBe('[]\n[76]\n');
});

test('on the bus of a board that has none; in standby the last measurement stays', () => {
  const machine = new PythonBench(
    `
import machine
i2c = machine.I2C('X')
for mode in (1, 0):
    i2c.writeto_mem(0x4c, 7, bytes([mode]))
    print(i2c.readfrom_mem(0x4c, 0, 3))
`,
    'pybd-sf2',
  );
  const device = new Mma7660();
  machine.board.i2cBus('X9', 'X10').attach(device);
  expect(machine.run()).toBe("b'\\x00\\x00\\x15'\nb'\\x00\\x00\\x15'\n");
});

test('the one that is soldered stays at its pins when these are joined to another bus', () => {
  const machine = new PythonBench(`
import pyb
accel = pyb.Accel()
print(accel.z(), pyb.I2C(2, pyb.I2C.MASTER).scan())
`);
  machine.board.i2c[0].join(machine.board.i2c[1].bus);
  expect(machine.run()).toBe('21 [76]\n');
});
