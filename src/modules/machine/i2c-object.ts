/** The objects of `machine.I2C` and `machine.SoftI2C`: whole transactions, and their single steps (`extmod/machine_i2c.c`). */
import type { I2c } from '../../board/i2c/i2c.js';
import type { I2cWires } from '../../board/i2c/wires.js';
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { ENODEV } from '../../errno.js';
import type { Nanos, Steps } from '../../execution.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject } from '../../objects/value.js';

/** The kind of a transaction: the direction of the bytes, and whether it ends with a stop. */
interface Transaction {
  readonly isRead: boolean;
  readonly stops: boolean;
}

/** A bus as the shared methods use it. Only interrupts run during an operation. */
export interface I2cObject extends PyObject {
  readonly wires: I2cWires;
  /** Does a transaction. Returns the number of acknowledged bytes, or a negative error number. */
  transfer(address: number, parts: readonly Uint8Array[], transaction: Transaction): Steps<number>;
  /** The single steps of a transaction; null if a program cannot do them on this bus. */
  readonly steps: {
    start(): Steps<void>;
    stop(): Steps<void>;
    write(byte: number): Steps<boolean>;
    read(isLast: boolean): Steps<number>;
  } | null;
}

/** The operations of the bus itself. */
interface Wires {
  start(address: number, isRead: boolean): Steps<boolean>;
  write(byte: number): Steps<boolean>;
  read(isLast: boolean): Steps<number>;
  stop(): Steps<void>;
}

/** Does a whole transaction; if `stops` is false, everything but the stop. */
function* transact(wires: Wires, address: number, parts: readonly Uint8Array[], { isRead, stops }: Transaction): Steps<number> {
  if (!(yield* wires.start(address, isRead))) {
    yield* wires.stop();
    return -ENODEV;
  }
  let acknowledged = 0;
  let left = parts.reduce((sum, { length }) => sum + length, 0);
  all: for (const bytes of parts) {
    for (let i = 0; i < bytes.length; i++) {
      if (isRead) bytes[i] = yield* wires.read(--left === 0);
      else if (yield* wires.write(bytes[i] as number)) acknowledged++;
      else break all;
    }
  }
  if (stops) yield* wires.stop();
  return acknowledged;
}

/** A bus of the chip's I2C hardware. */
export class HardI2c implements I2cObject {
  readonly steps = null;

  constructor(
    readonly type: PyType,
    readonly port: I2c,
  ) {}

  get wires(): I2cWires {
    return this.port.wires;
  }

  transfer(address: number, parts: readonly Uint8Array[], transaction: Transaction): Steps<number> {
    return transact(this.port, address, parts, transaction);
  }

  describe(): string {
    const { id, pins, rate } = this.port;
    const timing = rate?.timing === null || rate === null ? '' : `, timingr=0x${rate.timing.toString(16).padStart(8, '0')}`;
    return `I2C(${id}, scl=${pins.scl.cpu}, sda=${pins.sda.cpu}, freq=${rate?.hertz ?? 0}${timing})`;
  }
}

interface SoftPins {
  readonly scl: Pin;
  readonly sda: Pin;
}

/** The pins of a software bus, and its frequency in Hz. */
export interface SoftSettings extends SoftPins {
  readonly freq: number;
}

/** A bus that software drives, on any two pins. It has the same wires as hardware on the same pins. */
export class SoftI2c implements I2cObject {
  readonly steps;
  /** False between the start of a transaction done in single steps and its first byte, which is the address. */
  #isAddressed = true;

  #wires: I2cWires;
  #pins: SoftPins;
  /** Microseconds of half a bit. */
  #half: number;

  constructor(
    readonly type: PyType,
    private readonly board: Pyboard,
    settings: SoftSettings,
  ) {
    [this.#wires, this.#pins, this.#half] = this.#set(settings);
    this.steps = {
      start: () => this.#begin(),
      stop: () => this.stop(),
      write: (byte: number) => (this.#isAddressed ? this.write(byte) : this.#address(byte)),
      read: (isLast: boolean) => this.read(isLast),
    };
  }

  get wires(): I2cWires {
    return this.#wires;
  }

  transfer(address: number, parts: readonly Uint8Array[], transaction: Transaction): Steps<number> {
    return transact(this, address, parts, transaction);
  }

  start(address: number, isRead: boolean): Steps<boolean> {
    return this.#wires.start(address, isRead, this.#bitTime);
  }
  write(byte: number): Steps<boolean> {
    return this.#wires.write(byte, this.#bitTime);
  }
  read(isLast: boolean): Steps<number> {
    return this.#wires.read(isLast, this.#bitTime);
  }
  stop(): Steps<void> {
    return this.#wires.stop(this.#bitTime);
  }

  /** Starts a transaction that is done in single steps. */
  #begin(): Steps<void> {
    this.#isAddressed = false;
    return this.#wires.begin(this.#bitTime);
  }
  /** Sends the first byte of such a transaction: the address. */
  #address(byte: number): Steps<boolean> {
    this.#isAddressed = true;
    return this.#wires.address(byte >> 1, (byte & 1) === 1, this.#bitTime);
  }

  /** Moves to other pins, or to another frequency. */
  init(settings: SoftSettings): void {
    [this.#wires, this.#pins, this.#half] = this.#set(settings);
  }

  describe(): string {
    return `SoftI2C(scl=${this.#pins.scl.cpu}, sda=${this.#pins.sda.cpu}, freq=${Math.floor(500_000 / this.#half)})`;
  }

  #set({ scl, sda, freq }: SoftSettings): [I2cWires, SoftPins, number] {
    for (const pin of [scl, sda]) {
      pin.write(1);
      pin.configure('open-drain', 'none');
    }
    const wires = this.board.i2cWires(scl, sda);
    wires.pullUp(true);
    return [wires, { scl, sda }, Math.max(1, Math.floor(500_000 / freq))];
  }

  get #bitTime(): Nanos {
    return 2 * this.#half * 1000;
  }
}
