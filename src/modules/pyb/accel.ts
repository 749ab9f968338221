/** `pyb.Accel` (`ports/stm32/accel.c`): the accelerometer, which the driver reads by its own transactions on I2C1, in fast mode. */
import type { AccelerometerPort } from '../../board/accelerometer.js';
import { dividedRate, type I2cRate } from '../../board/i2c/i2c.js';
import type { Steps } from '../../execution.js';
import { arg, make, methodsOf, type NativeObject, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { SysTick } from '../../sim/systick.js';
import { Wrappers } from './objects.js';

const REGISTER = { X: 0, Y: 1, Z: 2, TILT: 3, MODE: 7 } as const;
const HERTZ = 400_000;
/** Milliseconds of each step of the start: supply off, supply on, the sensor waking up. */
const SETTLE = 30;
/** How often the start looks for the sensor. */
const ATTEMPTS = 4;
const AXES = 3;

/** The signed number in the lowest 6 bits. */
const signed = (byte: number): number => (byte & 0x20 ? (byte & 0x3f) - 0x40 : byte & 0x3f);

/** The driver. */
class Accelerometer {
  constructor(
    private readonly port: AccelerometerPort,
    private readonly systick: SysTick,
  ) {}

  /** Switches the sensor off and on, and wakes it up. The pin of its supply is an output since the board has started. */
  *start(): Steps<void> {
    const { i2c, supply } = this.port;
    i2c.init(dividedRate(i2c.inputHertz, HERTZ, 'before') as I2cRate, 'up');
    supply.write(0);
    yield this.systick.sleep(SETTLE);
    supply.write(1);
    yield this.systick.sleep(SETTLE);
    if (!(yield* this.#find())) throw raise.OSErrorText('accelerometer not found');
    yield* this.write(REGISTER.MODE, 1);
    yield this.systick.sleep(SETTLE);
  }

  /** Writes bytes, whether or not somebody acknowledges them. */
  *write(...bytes: number[]): Steps<void> {
    if (yield* this.#send(bytes)) yield* this.port.i2c.stop();
  }

  /** Reads registers from `register` on. If the sensor does not answer, the first byte is still the number that was to be sent. */
  *read(register: number, count = 1): Steps<number[]> {
    const { i2c, address } = this.port;
    const bytes = Array.from({ length: count }, (_, i) => (i === 0 ? register & 0xff : 0));
    yield* this.#send([register]);
    if (yield* i2c.start(address, true)) for (let i = 0; i < count; i++) bytes[i] = yield* i2c.read(i === count - 1);
    yield* i2c.stop();
    return bytes;
  }

  /** Measures, and returns each axis's sum of the last measurements. */
  *filtered(): Steps<number[]> {
    const measured = yield* this.read(REGISTER.X, AXES);
    return this.port.add(measured.map(signed));
  }

  *#find(): Steps<boolean> {
    for (let i = 0; i < ATTEMPTS; i++) {
      if (!(yield* this.#send([]))) continue;
      yield* this.port.i2c.stop();
      return true;
    }
    return false;
  }

  /** Begins a transaction that writes bytes; returns whether the sensor answers. If it does not, the transaction is over. */
  *#send(bytes: readonly number[]): Steps<boolean> {
    const { i2c, address } = this.port;
    if (!(yield* i2c.start(address, false))) {
      yield* i2c.stop();
      return false;
    }
    for (const byte of bytes) if (!(yield* i2c.write(byte & 0xff))) break;
    return true;
  }
}

/** The class for one board. */
export function accelType(port: AccelerometerPort, systick: SysTick): PyType {
  const driver = new Accelerometer(port, systick);
  const wrappers = new Wrappers<Accelerometer>();
  const { method } = methodsOf<NativeObject<Accelerometer>>();
  const axis = (name: string, register: number) =>
    method(`Acceleration along ${name}, 21 a g.`, [], ({ state }) => takeSteps(state.read(register), ([byte]) => signed(byte)));
  const type: PyType = nativeType(
    'Accel',
    { make: make([], () => takeSteps(driver.start(), () => wrappers.of(type, driver))), repr: () => '<Accel>' },
    {
      x: axis('x', REGISTER.X),
      y: axis('y', REGISTER.Y),
      z: axis('z', REGISTER.Z),
      tilt: method('The tilt register.', [], ({ state }) => takeSteps(state.read(REGISTER.TILT), ([byte]) => byte)),
      filtered_xyz: method('Sums of the last four measurements, a tuple.', [], ({ state }) => takeSteps(state.filtered(), newTuple)),
      read: method('Read a register.', [arg('register', int)], ({ state }, register) => takeSteps(state.read(register), ([byte]) => byte)),
      write: method('Write a register.', [arg('register', int), arg('value', int)], ({ state }, register, value) =>
        takeSteps(state.write(register, value), () => None),
      ),
    },
  );
  return type;
}
