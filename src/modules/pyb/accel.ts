/** `pyb.Accel` (`ports/stm32/accel.c`): the accelerometer, which the driver reads by its own transactions on I2C1, at 400 kHz. */
import type { I2cDevice } from '../../board/i2c/bus.js';
import type { Pin } from '../../board/pin/pin.js';
import type { Steps, Wait } from '../../execution.js';
import { arg, make, methodsOf, type NativeObject, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Clock } from '../../sim/clock.js';
import type { SysTick } from '../../sim/systick.js';
import { Wrappers } from './objects.js';

const REGISTER = { X: 0, Y: 1, Z: 2, TILT: 3, MODE: 7 } as const;
/** Nanoseconds of a bit at 400 kHz. */
const BIT = 2500;
/** Bits of a byte with its acknowledgement; of a start and a stop together. */
const BYTE_BITS = 9;
const FRAME_BITS = 2;
/** Milliseconds of each step of the start: supply off, supply on, the sensor waking up. */
const SETTLE = 30;
const AXES = 3;
/** How many measurements `filtered_xyz` adds up. */
const DEPTH = 4;

/** What the class needs of the board. */
interface AccelerometerParts {
  readonly chip: I2cDevice;
  /** The pin that powers the sensor. */
  readonly supply: Pin;
  readonly clock: Clock;
  readonly systick: SysTick;
}

/** The signed number in the lowest 6 bits. */
const signed = (byte: number): number => (byte & 0x20 ? (byte & 0x3f) - 0x40 : byte & 0x3f);

/** The driver, with its last measurements. */
class Accelerometer {
  #seen: number[][] = Array.from({ length: DEPTH }, () => [0, 0, 0]);

  constructor(private readonly parts: AccelerometerParts) {}

  /** Switches the sensor off and on, and wakes it up. */
  *start(): Steps<void> {
    const { supply, systick } = this.parts;
    supply.configure('out', 'none');
    supply.write(0);
    yield systick.sleep(SETTLE);
    supply.write(1);
    yield systick.sleep(SETTLE);
    if (!(yield* this.write())) throw raise.OSErrorText('accelerometer not found');
    yield* this.write(REGISTER.MODE, 1);
    yield systick.sleep(SETTLE);
  }

  /** Writes bytes. Returns false if the sensor does not acknowledge. */
  *write(...bytes: number[]): Steps<boolean> {
    const { chip } = this.parts;
    yield this.#frame(1 + bytes.length);
    const isThere = chip.start(false);
    if (isThere) for (const byte of bytes) chip.write(byte);
    chip.stop();
    return isThere;
  }

  /** Reads registers from `register` on. All bits are set if the sensor does not answer. */
  *read(register: number, count = 1): Steps<number[]> {
    const { chip } = this.parts;
    yield* this.write(register);
    yield this.#frame(1 + count);
    const isThere = chip.start(true);
    const bytes = Array.from({ length: count }, () => (isThere ? chip.read() : 0xff));
    chip.stop();
    return bytes;
  }

  /** Measures, and returns each axis's sum of the last measurements. */
  *filtered(): Steps<number[]> {
    const measured = yield* this.read(REGISTER.X, AXES);
    this.#seen = [...this.#seen.slice(1), measured.map(signed)];
    return [0, 1, 2].map((axis) => this.#seen.reduce((sum, measured) => sum + measured[axis], 0));
  }

  /** A busy wait for the time that `bytes` bytes take on the bus, with start and stop. */
  #frame(bytes: number): Wait {
    return this.parts.clock.busy((bytes * BYTE_BITS + FRAME_BITS) * BIT);
  }
}

/** The class for one board. */
export function accelType(parts: AccelerometerParts): PyType {
  const driver = new Accelerometer(parts);
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
