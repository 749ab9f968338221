/** `machine.I2C` and `machine.SoftI2C` (`extmod/machine_i2c.c`, `ports/stm32/machine_i2c.c`, `ports/stm32/i2c.c`). */
import { dividedRate, type I2c, timedRate } from '../../board/i2c.js';
import type { I2cWires } from '../../board/i2c-wires.js';
import type { Pin } from '../../board/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { EINVAL, ENODEV } from '../../errno.js';
import type { Nanos, Steps } from '../../execution.js';
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, arg, bind, keyword, type Members, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { isInt, truncateToWord } from '../../objects/int.js';
import { anything, int, truth, word } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { takeSteps } from '../../objects/steps.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { findI2c, hasTimingRegister } from '../pyb/i2c.js';
import type { Pins } from '../pyb/pin.js';

const FASTEST = 400_000;
const TIMEOUT_US = 50_000;
/** Addresses that are looked for; those beyond are reserved. */
const FIRST_ADDRESS = 0x08;
const LAST_ADDRESS = 0x77;

/** A transaction's kind: which way the bytes go, and whether it ends with a stop. */
interface Transaction {
  readonly isRead: boolean;
  readonly stops: boolean;
}

/** A bus as the methods that all share use it. Operations give a count, or a negative error number; nothing but interrupts runs meanwhile. */
interface I2cObject extends PyObject {
  transfer(address: number, parts: readonly Uint8Array[], transaction: Transaction): Steps<number>;
  /** The single steps of a transaction, where the bus lets a program do them. */
  readonly steps: {
    start(): Steps<void>;
    stop(): Steps<void>;
    write(byte: number): Steps<boolean>;
    read(isLast: boolean): Steps<number>;
  } | null;
}

/** What the bus itself can do. */
interface Wires {
  start(address: number, isRead: boolean): Steps<boolean>;
  write(byte: number): Steps<boolean>;
  read(isLast: boolean): Steps<number>;
  stop(): Steps<void>;
}

/** A whole transaction, or its part up to where no stop ends it. */
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

class HardI2c implements I2cObject {
  readonly steps = null;

  constructor(
    readonly type: PyType,
    readonly port: I2c,
  ) {}

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

interface SoftSettings extends SoftPins {
  readonly freq: number;
}

/** A bus that the processor works by hand, on any two pins. It is the bus that hardware on the same pins has. */
class SoftI2c implements I2cObject {
  readonly steps;
  /** Where the first byte of a transaction done in steps goes to. */
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

  /** The start of a transaction done in steps. */
  #begin(): Steps<void> {
    this.#isAddressed = false;
    return this.#wires.begin(this.#bitTime);
  }
  /** The first byte after it. */
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

/** Raises the error that a negative answer stands for. */
function checked(answer: number): number {
  if (answer < 0) throw raise.OSError(-answer);
  return answer;
}

type BusSteps = NonNullable<I2cObject['steps']>;

function stepsOf(self: I2cObject): BusSteps {
  if (self.steps === null) throw raise.OSErrorText('I2C operation not supported');
  return self.steps;
}

/** A memory address as bytes, the highest first. */
function memoryAddress(address: number, bits: number): Uint8Array {
  if ((bits & 7) !== 0 || bits > 32) throw raise.ValueError('invalid addrsize');
  return Uint8Array.from({ length: bits / 8 }, (_, i) => address >> (bits - 8 - 8 * i));
}

function* readMemory(self: I2cObject, address: number, from: Uint8Array, into: Uint8Array): Steps<number> {
  const written = yield* self.transfer(address, [from], { isRead: false, stops: false });
  if (written === from.length) return yield* self.transfer(address, [into], { isRead: true, stops: true });
  yield* self.transfer(address, [], { isRead: false, stops: true });
  return written;
}

function* scan(self: I2cObject): Steps<Value[]> {
  const found: Value[] = [];
  for (let address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
    if ((yield* self.transfer(address, [], { isRead: false, stops: true })) === 0) found.push(address);
    engine.handlePending();
  }
  return found;
}

/** Reads bytes within a transaction; the last one that the device is to give is not acknowledged. */
function* readInto({ read }: BusSteps, bytes: Uint8Array, endsReading: boolean): Steps<void> {
  for (let i = 0; i < bytes.length; i++) bytes[i] = yield* read(endsReading && i === bytes.length - 1);
}

/** Writes bytes within a transaction: how many were acknowledged. */
function* writeFrom({ write }: BusSteps, bytes: Uint8Array): Steps<number> {
  let count = 0;
  for (const byte of bytes) {
    if (!(yield* write(byte))) break;
    count++;
  }
  return count;
}

const none = (): Value => None;

function checkedNone(answer: number): Value {
  checked(answer);
  return None;
}

const stop = arg('stop', truth, true);
const memory = <const T extends string>(name: T) =>
  [option('addr', word), option('memaddr', int), option(name, anything), keyword('addrsize', word, 8)] as const;

/** The methods that both classes share. */
function members(): Members {
  const { method } = methodsOf<I2cObject>();
  return {
    deinit: method('Nothing: the bus stays as it is.', [], () => {}),
    scan: method('The addresses at which devices answer.', [], (self) => takeSteps(scan(self), newList)),
    start: method('Begin a transaction.', [], (self) => takeSteps(stepsOf(self).start(), none)),
    stop: method('End a transaction.', [], (self) => takeSteps(stepsOf(self).stop(), none)),
    readinto: method('Read bytes within a transaction.', [arg('buf', anything), arg('nack', truth, true)], (self, into, endsReading) => {
      const { bytes } = writableBuffer(into);
      return takeSteps(readInto(stepsOf(self), bytes, endsReading), none);
    }),
    write: method('Write bytes within a transaction; how many were acknowledged.', [arg('buf', anything)], (self, from) =>
      takeSteps(writeFrom(stepsOf(self), readableBuffer(from).bytes), (count) => count),
    ),
    readfrom: method('Read so many bytes.', [arg('addr', word), arg('nbytes', word), stop], (self, address, count, stops) => {
      const bytes = room(count);
      return takeSteps(self.transfer(address, [bytes], { isRead: true, stops }), (answer) => {
        checked(answer);
        return newBytes(bytes);
      });
    }),
    readfrom_into: method('Read into a buffer.', [arg('addr', word), arg('buf', anything), stop], (self, address, into, stops) =>
      takeSteps(self.transfer(address, [writableBuffer(into).bytes], { isRead: true, stops }), checkedNone),
    ),
    writeto: method(
      'Write bytes; how many were acknowledged.',
      [arg('addr', word), arg('buf', anything), stop],
      (self, address, from, stops) => takeSteps(self.transfer(address, [readableBuffer(from).bytes], { isRead: false, stops }), checked),
    ),
    writevto: method(
      'Write the bytes of several buffers.',
      [arg('addr', word), arg('vector', anything), stop],
      (self, address, vector, stops) =>
        takeSteps(
          self.transfer(
            address,
            arrayOf(vector).map((each) => readableBuffer(each).bytes),
            { isRead: false, stops },
          ),
          checked,
        ),
    ),
    readfrom_mem: method("Read so many bytes of a device's memory.", memory('nbytes'), (self, address, from, count, bits) => {
      const bytes = room(word.convert(count));
      return takeSteps(readMemory(self, address, memoryAddress(from, bits), bytes), (answer) => {
        checked(answer);
        return newBytes(bytes);
      });
    }),
    readfrom_mem_into: method("Read a device's memory into a buffer.", memory('buf'), (self, address, from, into, bits) =>
      takeSteps(readMemory(self, address, memoryAddress(from, bits), writableBuffer(into).bytes), checkedNone),
    ),
    writeto_mem: method("Write to a device's memory.", memory('buf'), (self, address, to, from, bits) =>
      takeSteps(self.transfer(address, [memoryAddress(to, bits), readableBuffer(from).bytes], { isRead: false, stops: true }), checkedNone),
    ),
  };
}

/** Timing registers of the STM32F7, for at least so many bits a second. */
const TIMINGS = [
  [1_000_000, 0x50100103],
  [400_000, 0x70330309],
  [100_000, 0xb0420f13],
] as const;

const HARD = [
  option('id', anything),
  keyword('scl', anything, ABSENT),
  keyword('sda', anything, ABSENT),
  keyword('freq', int, 400_000),
  keyword('timeout', int, TIMEOUT_US),
] as const;
const HARD_TIMED = [...HARD, keyword('timingr', anything, None)] as const;
const SOFT = [option('scl', anything), option('sda', anything), option('freq', int, 400_000), option('timeout', int, TIMEOUT_US)] as const;

/** The two classes for one board. `warn` prints a line. */
export function i2cTypes(board: Pyboard, pins: Pins, warn: (line: string) => void): { readonly I2C: PyType; readonly SoftI2C: PyType } {
  const { method } = methodsOf<I2cObject>();
  const soft = methodsOf<SoftI2c>();
  const settingsOf = (scl: Value, sda: Value, freq: number): SoftSettings => ({ scl: pins.find(scl), sda: pins.find(sda), freq });
  const softMake = (args: Value[], given: Keywords | null): Value => {
    const [scl, sda, freq] = bind(SOFT, args, given);
    const settings = settingsOf(scl, sda, freq);
    allocate(32);
    return new SoftI2c(SoftI2C, board, settings);
  };
  const SoftI2C: PyType = nativeType(
    'SoftI2C',
    { make: (_type, args: Value[], given: Keywords | null) => softMake(args, given), repr: (self: SoftI2c) => self.describe() },
    {
      init: soft.method('Move the bus to other pins, or to another frequency.', SOFT, (self, scl, sda, freq) =>
        self.init(settingsOf(scl, sda, freq)),
      ),
      ...members(),
    },
  );
  const made = new Map<I2c, HardI2c>();
  const I2C: PyType = nativeType(
    'I2C',
    {
      make(_type, args: Value[], given: Keywords | null) {
        if (args.length === 0 || args[0] === -1) {
          warn('Warning: I2C(-1, ...) is deprecated, use SoftI2C(...) instead');
          return softMake(args.slice(1), given);
        }
        const isTimed = hasTimingRegister(board);
        const [id, scl, sda, freq] = bind(isTimed ? HARD_TIMED : HARD, args, given);
        const port = findI2c(board, id);
        if (scl !== ABSENT || sda !== ABSENT) throw raise.ValueError('explicit choice of scl/sda is not implemented');
        const timing = isTimed ? (given?.get('timingr') ?? None) : None;
        port.init(rateOf(port, freq, isTimed, timing), 'up');
        let object = made.get(port);
        if (object === undefined) {
          object = new HardI2c(I2C, port);
          made.set(port, object);
        }
        return object;
      },
      repr: (self: HardI2c) => self.describe(),
    },
    {
      init: method('Not for this class: its buses are set up when they are made.', [rest('args')], () => {
        throw raise.OSErrorText('I2C operation not supported');
      }),
      ...members(),
    },
  );
  return { I2C, SoftI2C };
}

function rateOf(port: I2c, freq: number, isTimed: boolean, timing: Value) {
  if (!isTimed) return dividedRate(port.inputHertz, Math.min(freq, FASTEST));
  const chosen = TIMINGS.find(([least]) => freq >= least);
  if (chosen === undefined) throw raise.OSError(EINVAL);
  return timedRate(port.inputHertz, isInt(timing) ? truncateToWord(timing) >>> 0 : chosen[1]);
}
