/** The sensor of proximity, light and gestures: its engines work in their order and take their time, and tell by interrupt. */
import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Apds9960 } from '../../src/devices/sensors/apds9960.js';
import { PythonBench } from './board-python.js';

const DRIVER = `
import pyb, time
i2c = pyb.I2C(1, pyb.I2C.MASTER, baudrate=400000)
def write(register, value):
    i2c.mem_write(value, 0x39, register, timeout=1000)
def read(register, count=1):
    data = i2c.mem_read(count, 0x39, register)
    return data[0] if count == 1 else data
`;

function sensor(source: string) {
  const machine = new PythonBench(DRIVER + source);
  const device = new Apds9960(machine.clock.world, { interrupt: machine.board.pin('X1') as Pin });
  machine.board.i2cBus('X9', 'X10').attach(device);
  return { machine, device, at: (ms: number, action: () => void) => machine.clock.alarm(action).set(ms * 1e6) };
}

test('is there, with its number and the values of power-on', () => {
  const { machine } = sensor('print(i2c.scan(), read(0x92), read(0x80), read(0x81), read(0x90))\n');
  expect(machine.run()).toBe('[57] 171 0 255 1\n');
});

describe('proximity', () => {
  test('is measured again and again, each time as long as it lasts', () => {
    // One pulse of 8 µs: 44.9 + 36.7 + 796.6 µs.
    const { machine, device, at } = sensor(`
write(0x80, 5)
time.sleep_us(650)
print(read(0x93) & 2)
time.sleep_us(200)
print(read(0x93) & 2, read(0x9c), read(0x93) & 2)
time.sleep_ms(10)
print(read(0x9c))
`);
    device.proximity = 77;
    at(5, () => {
      device.proximity = 300;
    });
    expect(machine.run()).toBe('0\n2 77 0\n255\n');
  });

  test('pulls the interrupt low when it is outside the thresholds so often, until that is cleared', () => {
    const { machine, device, at } = sensor(`
pin = pyb.Pin('X1', pyb.Pin.IN, pyb.Pin.PULL_UP)
write(0x89, 0)
write(0x8b, 50)
write(0x8c, 0x30)
write(0x80, 0x25)
time.sleep_ms(10)
print(pin.value())
while pin.value():
    pass
print(time.ticks_ms() >= 22, read(0x93) & 0x20)
write(0x80, 0)
i2c.send(0xe5, 0x39)
print(pin.value(), read(0x93) & 0x20)
`);
    at(20, () => {
      device.proximity = 60;
    });
    expect(machine.run()).toBe('1\nTrue 32\n1 0\n');
  });
});

test('light: counts of its colours by gain and time, 2.78 ms a cycle, until it is saturated', () => {
  const { machine, device } = sensor(`
def light():
    time.sleep_ms(30)
    data = read(0x94, 8)
    return [data[i] | data[i + 1] << 8 for i in range(0, 8, 2)]
write(0x81, 256 - 10)
write(0x80, 3)
time.sleep_ms(27)
print(read(0x93) & 1)
time.sleep_ms(1)
print(read(0x93) & 1, light())
write(0x8f, 2)
print(light())
`);
  device.light = { clear: 90, red: 10, green: 20.5, blue: 30 };
  expect(machine.run()).toBe('0\n1 [900, 100, 205, 300]\n[10250, 1600, 3280, 4800]\n');
});

test('light pulls the interrupt low, and a wait lies between the measurements', () => {
  const { machine, device } = sensor(`
pin = pyb.Pin('X1', pyb.Pin.IN, pyb.Pin.PULL_UP)
write(0x86, 100)
write(0x8c, 1)
write(0x83, 256 - 10)
write(0x80, 0x1b)
time.sleep_ms(28)
print(pin.value())
time.sleep_ms(3)
print(pin.value())
i2c.send(0xe7, 0x39)
print(pin.value())
`);
  device.light = { clear: 200, red: 0, green: 0, blue: 0 };
  expect(machine.run()).toBe('1\n0\n1\n');
});

describe('gestures', () => {
  /** As the book's seventh chapter sets the sensor up, and reads it. */
  const READER = `
write(0x80, 0x44)
write(0x8f, 0x0c)
write(0xa0, 40)
write(0xa1, 30)
write(0xa3, read(0xa3) | 0x40)
write(0x80, 0x45)
data = []
last = None
while last is None or time.ticks_diff(time.ticks_ms(), last) < 100:
    if read(0xaf) & 1:
        while read(0xae):
            data.append(read(0xfc, 4))
        last = time.ticks_ms()
`;

  test.each([
    ['up', '[0, 1]'],
    ['down', '[1, 0]'],
    ['left', '[2, 3]'],
    ['right', '[3, 2]'],
  ] as const)('%s: its photodiode sees the hand first, the opposite one last', (direction, order) => {
    const { machine, device, at } = sensor(`${READER}
most = [max(range(len(data)), key=lambda i: data[i][diode]) for diode in range(4)]
print([most.index(min(most)), most.index(max(most))], len(data) > 50, read(0xab) & 1)
`);
    at(50, () => device.swipe(direction));
    expect(machine.run()).toBe(`${order} True 0\n`);
  });

  test('what is not read is lost: the FIFO holds 32 datasets', () => {
    const { machine, device, at } = sensor(`
write(0xa1, 30)
write(0xa0, 40)
write(0x80, 0x45)
time.sleep_ms(300)
print(read(0xae), read(0xaf))
write(0xab, 4)
print(read(0xae), read(0xaf))
`);
    at(10, () => device.swipe('left'));
    expect(machine.run()).toBe('32 3\n0 0\n');
  });

  test('pull the interrupt low when the FIFO is as full as asked for, until it has been read', () => {
    const { machine, device, at } = sensor(`
pin = pyb.Pin('X1', pyb.Pin.IN, pyb.Pin.PULL_UP)
write(0xa0, 40)
write(0xa1, 30)
write(0xa2, 0x40)
write(0xab, 2)
write(0x80, 0x45)
while pin.value():
    pass
print(read(0xae), read(0xab) & 1)
read(0xfc, 4 * read(0xae))
print(pin.value())
`);
    at(10, () => device.swipe('left'));
    expect(machine.run()).toBe('4 1\n1\n');
  });

  test('begin at once when a program says so, and end at the exit threshold', () => {
    const { machine } = sensor(
      'write(0x80, 0x41)\nwrite(0xab, 1)\ntime.sleep_ms(5)\nprint(read(0xae))\nwrite(0xa1, 1)\ntime.sleep_ms(5)\nprint(read(0xab) & 1)\n',
    );
    expect(machine.run()).toBe('3\n0\n');
  });
});
