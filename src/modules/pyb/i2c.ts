/** `pyb.I2C` (`ports/stm32/pyb_i2c.c`). */
import type { I2c, I2cRate } from '../../board/i2c/i2c.js';
import { dividedRate, timedRate } from '../../board/i2c/i2c.js';
import type { Pyboard } from '../../board/pyboard.js';
import { EBUSY, EIO, ETIMEDOUT } from '../../errno.js';
import type { Steps } from '../../execution.js';
import { checkCount } from '../../objects/argument-count.js';
import { arg, bind, keyword, keywords, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { truncatedInt } from '../../objects/machine-int.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { isStr, textOf } from '../../objects/str.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { failedOn } from '../lack.js';
import { bytesToReceive, bytesToSend } from './buffers.js';

const CONTROLLER = 0;
const PERIPHERAL = 1;
/** Values of the STM32F7's timing register by bit rate. They are for a clock of 54 MHz and are used whatever the clock is. */
const TIMINGS: ReadonlyMap<number, number> = new Map([
  [100_000, 0xb0420f13],
  [400_000, 0x70330309],
  [1_000_000, 0x50100103],
]);
/** The highest bit rates that the firmware allows, for chips without and with a timing register. */
const FASTEST = { divided: 400_000, timed: 1_000_000 } as const;
/** The range of addresses that `scan` tries. Addresses outside it are reserved. */
const FIRST_ADDRESS = 0x08;
const LAST_ADDRESS = 0x77;
/** How often `is_ready` tries. */
const ATTEMPTS = 100;

const INIT = [
  option('mode', int, CONTROLLER),
  keyword('addr', int, 0x12),
  keyword('baudrate', int, 400_000),
  keyword('gencall', truth, false),
  keyword('dma', truth, false),
] as const;
const INIT_TIMED = [...INIT, keyword('timingr', anything, None)] as const;
const MEMORY = [
  option('data', anything),
  option('addr', int),
  option('memaddr', int),
  keyword('timeout', int, 5000),
  keyword('addr_size', int, 8),
] as const;
/** The value of `addr` if the program gives none. */
const NO_ADDRESS = 0xfe;

/** The peripheral with an id or a name; raises ValueError if there is none. */
export function findI2c({ i2c, description }: Pyboard, id: Value): I2c {
  const index = isStr(id) ? description.i2c.findIndex(({ name }) => name === textOf(id)) : int.convert(id) - 1;
  const found = i2c[index];
  if (found === undefined)
    throw raise.ValueError(isStr(id) ? "I2C(%s) doesn't exist" : "I2C(%d) doesn't exist", isStr(id) ? textOf(id) : index + 1);
  return found;
}

/** Whether the bit rate of a board's chip is set by a timing register. */
export const hasTimingRegister = ({ description }: Pyboard): boolean => description.family === 'F7';

class I2cObject implements PyObject {
  /** Whether it was last set up as a controller; the firmware remembers that by its own address. */
  #isController = false;

  constructor(
    readonly type: PyType,
    readonly port: I2c,
    private readonly board: Pyboard,
  ) {}

  init(args: Value[], given: Keywords | null): void {
    const isTimed = hasTimingRegister(this.board);
    const [mode, address, baudrate] = bind(isTimed ? INIT_TIMED : INIT, args, given);
    const timing = isTimed ? (given?.get('timingr') ?? None) : None;
    const rate = timing === None ? this.#rate(baudrate, isTimed) : timedRate(this.port.inputHertz, truncatedInt(timing) >>> 0);
    this.#isController = mode === CONTROLLER || (address & 0x7f) === NO_ADDRESS >> 1;
    this.port.init(rate, 'none', this.#isController ? null : address & 0x7f);
  }

  #rate(baudrate: number, isTimed: boolean): I2cRate {
    const { inputHertz } = this.port;
    if (!isTimed) return dividedRate(inputHertz, Math.min(baudrate, FASTEST.divided) >>> 0, 'after') as I2cRate;
    const timing = TIMINGS.get(Math.min(baudrate, FASTEST.timed));
    if (timing === undefined) throw raise.ValueError('unsupported I2C baudrate: %u', Math.min(baudrate, FASTEST.timed));
    return timedRate(inputHertz, timing);
  }

  describe(): string {
    const { rate, ownAddress, id } = this.port;
    if (rate === null) return `I2C(${id})`;
    if (ownAddress !== null) return `I2C(${id}, I2C.PERIPHERAL, addr=0x${ownAddress.toString(16).padStart(2, '0')})`;
    if (rate.timing === null) return `I2C(${id}, I2C.CONTROLLER, baudrate=${rate.hertz})`;
    const nominal = [...TIMINGS].find(([, timing]) => timing === rate.timing)?.[0] ?? 0;
    return `I2C(${id}, I2C.CONTROLLER, baudrate=${nominal}, timingr=0x${rate.timing.toString(16).padStart(8, '0')})`;
  }

  /** Raises TypeError unless the object is a controller. */
  check(): void {
    if (!this.#isController) throw raise.TypeError('I2C must be a controller');
  }

  /** Whether a device answers. */
  *answers(address: number): Steps<boolean> {
    if (this.port.rate === null) return false;
    const isThere = yield* this.port.start(address, false);
    yield* this.port.stop();
    return isThere;
  }

  /** Whether a device answers at one of ATTEMPTS attempts. */
  *isReady(address: number): Steps<boolean> {
    for (let i = 0; i < ATTEMPTS; i++) if (yield* this.answers(address)) return true;
    return false;
  }

  *scan(): Steps<Value[]> {
    const found: Value[] = [];
    for (let address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) if (yield* this.answers(address)) found.push(address);
    return found;
  }

  send(bytes: Uint8Array, address: number, timeout: number): Value {
    if (!this.#isController) return this.#exchange(bytes, true, timeout, () => None);
    this.#checkAddress(address);
    return takeSteps(this.#transact(this.#write(address, bytes)), () => None);
  }

  receive(value: Value, address: number, timeout: number): Value {
    const { bytes, result } = bytesToReceive(value);
    if (!this.#isController) return this.#exchange(bytes, false, timeout, result);
    this.#checkAddress(address);
    return takeSteps(this.#transact(this.#read(address, bytes)), result);
  }

  readMemory(value: Value, address: number, from: Uint8Array): Value {
    this.check();
    const { bytes, result } = bytesToReceive(value);
    return takeSteps(this.#transact(this.#writeAndRead(address, from, bytes)), result);
  }

  writeMemory(bytes: Uint8Array, address: number, to: Uint8Array): Value {
    this.check();
    return takeSteps(this.#transact(this.#write(address, to, bytes)), () => None);
  }

  #checkAddress(address: number): void {
    if (address === NO_ADDRESS) throw raise.TypeError('addr argument required');
  }

  *#write(address: number, ...parts: readonly Uint8Array[]): Steps<boolean> {
    if (!(yield* this.port.start(address, false))) return false;
    for (const bytes of parts) for (const byte of bytes) if (!(yield* this.port.write(byte))) return false;
    return true;
  }

  *#read(address: number, into: Uint8Array): Steps<boolean> {
    if (!(yield* this.port.start(address, true))) return false;
    for (let i = 0; i < into.length; i++) into[i] = yield* this.port.read(i === into.length - 1);
    return true;
  }

  *#writeAndRead(address: number, from: Uint8Array, into: Uint8Array): Steps<boolean> {
    return (yield* this.#write(address, from)) && (yield* this.#read(address, into));
  }

  /** Does a transaction and its stop. Raises OSError if the bus is off, or if something was not acknowledged. */
  *#transact(work: Steps<boolean>): Steps<void> {
    if (this.port.rate === null) throw raise.OSError(EBUSY);
    const isGood = yield* work;
    yield* this.port.stop();
    if (!isGood) throw failedOn(this.port.wires, raise.OSError(EIO));
  }

  /** As a peripheral: waits until a controller has sent all bytes, or received them if `isSent`. Raises OSError if it does not. */
  #exchange(bytes: Uint8Array, isSent: boolean, timeout: number, result: () => Value): Value {
    if (this.port.rate === null) throw raise.OSError(EBUSY);
    if (bytes.length === 0) throw raise.OSError(EIO);
    const exchange = this.port.exchange(bytes, isSent);
    const until = this.board.systick.sleep(timeout).until;
    return engine.wait({ until, ready: () => exchange.finished() !== null }, () => {
      const end = exchange.finished();
      exchange.cancel();
      if (end === null) throw raise.OSError(ETIMEDOUT);
      if (end === 'short') throw raise.OSError(EIO);
      return result();
    });
  }
}

/** A memory address as bytes, the high one first. */
function memoryAddress(address: number, bits: number): Uint8Array {
  return bits === 8 ? Uint8Array.of(address) : Uint8Array.of(address >> 8, address);
}

/** The class for one board. */
export function i2cType(board: Pyboard): PyType {
  const { method } = methodsOf<I2cObject>();
  const made = new Map<I2c, I2cObject>();
  const type: PyType = nativeType(
    'I2C',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const port = findI2c(board, args[0] as Value);
        let object = made.get(port);
        if (object === undefined) {
          object = new I2cObject(type, port, board);
          made.set(port, object);
        }
        if (args.length > 1 || (given !== null && given.size > 0)) object.init(args.slice(1), given);
        return object;
      },
      repr: (self: I2cObject) => self.describe(),
    },
    {
      init: method('Switch the bus on.', [rest('args'), keywords('options')], (self, args, options) => self.init(args, options)),
      deinit: method('Switch the bus off.', [], ({ port }) => port.deinit()),
      is_ready: method('Whether a device answers.', [arg('addr', int)], (self, address) => {
        self.check();
        return takeSteps(self.isReady(address), (isReady) => isReady);
      }),
      scan: method('The addresses at which devices answer.', [], (self) => {
        self.check();
        return takeSteps(self.scan(), newList);
      }),
      send: method(
        'Send bytes, or one.',
        [option('send', anything), option('addr', int, NO_ADDRESS), keyword('timeout', int, 5000)],
        (self, data, address, timeout) => self.send(bytesToSend(data), address, timeout),
      ),
      recv: method(
        'Receive so many bytes, or into a buffer.',
        [option('recv', anything), option('addr', int, NO_ADDRESS), keyword('timeout', int, 5000)],
        (self, into, address, timeout) => self.receive(into, address, timeout),
      ),
      mem_read: method("Read from a device's memory.", MEMORY, (self, data, address, memory, _timeout, bits) =>
        self.readMemory(data, address, memoryAddress(memory, bits)),
      ),
      mem_write: method("Write to a device's memory.", MEMORY, (self, data, address, memory, _timeout, bits) =>
        self.writeMemory(bytesToSend(data), address, memoryAddress(memory, bits)),
      ),
      CONTROLLER,
      PERIPHERAL,
      MASTER: CONTROLLER,
      SLAVE: PERIPHERAL,
    },
  );
  return type;
}
