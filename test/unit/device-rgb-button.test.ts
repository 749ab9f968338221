/** A push button with a light of three colours, as the book's third chapter has it: LEDs on PWM pins, the switch on an expander. */
import { expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Pca8574 } from '../../src/devices/pca8574.js';
import { RgbButton } from '../../src/devices/rgb-button.js';
import { PythonBench } from './board-python.js';

test('LEDs are dimmed by timers, a press is read through the expander', () => {
  const machine = new PythonBench(`
import pyb
timer = pyb.Timer(2, freq=1000)
channels = [timer.channel(i + 1, pyb.Timer.PWM, pin=pyb.Pin('X%d' % (i + 1))) for i in range(3)]
i2c = pyb.I2C(1, pyb.I2C.MASTER, baudrate=100000)
for i, percent in enumerate((100, 0, 75)):
    channels[i].pulse_width_percent(percent)
for i in range(3):
    print(hex(i2c.recv(1, 0x38)[0]))
    pyb.delay(25)
`);
  const expander = new Pca8574({ address: 0x38 });
  machine.board.i2cBus('X9', 'X10').attach(expander);
  const [red, green, blue] = ['X1', 'X2', 'X3'].map((name) => machine.board.pin(name) as Pin);
  const button = new RgbButton({ red, green, blue, button: expander.ports[0] });
  machine.clock.alarm(() => button.press()).set(20e6);
  machine.clock.alarm(() => button.release()).set(40e6);
  expect(machine.run()).toBe('0xff\n0xfe\n0xff\n');
  expect([button.red, button.green, button.blue].map((light) => light.value)).toEqual([0, 1, 64]);
});

test('all of it on an expander', () => {
  const machine = new PythonBench(`
import machine
i2c = machine.I2C(1)
i2c.writeto(0x20, b'\\xfa')
print(hex(i2c.readfrom(0x20, 1)[0]))
`);
  const expander = new Pca8574();
  machine.board.i2cBus('X9', 'X10').attach(expander);
  const [red, green, blue, button] = expander.ports;
  const rgb = new RgbButton({ red, green, blue, button });
  rgb.pressed = true;
  expect(machine.run()).toBe('0xf2\n');
  expect([rgb.red, rgb.green, rgb.blue].map((light) => light.value)).toEqual([1, 0, 1]);
});

test('a common cathode shines while its line is high', () => {
  const expander = new Pca8574();
  const button = new RgbButton({ green: expander.ports[0], litBy: 1, name: 'lamp' });
  expect([button.green.name, button.green.value, button.red.value]).toEqual(['lamp.green', 1, 0]);
});
