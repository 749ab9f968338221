/** `pyb.SPI` (`ports/stm32/pyb_spi.c`, `ports/stm32/spi.c`). */
import type { Pyboard } from '../../board/pyboard.js';
import { logPrescalerFor, type Spi, type SpiSettings } from '../../board/spi/spi.js';
import { EBUSY, EIO, ETIMEDOUT } from '../../errno.js';
import type { Nanos, Steps, Wait } from '../../execution.js';
import { checkCount } from '../../objects/argument-count.js';
import { newBytes, room, writableBuffer } from '../../objects/bytes.js';
import { ABSENT, bind, keyword, keywords, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { isStr, textOf } from '../../objects/str.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { bytesToReceive, bytesToSend } from './buffers.js';
import { type SpiObject, spiMethods } from './spi-methods.js';

/** Constants of the chip's library. */
const CONTROLLER = 0x104;
const PERIPHERAL = 0;
const FIRST_BIT = { MSB: 0, LSB: 0x80 } as const;
/** Stands for a prescaler that is not given. */
const NOT_GIVEN = -1;

const INIT = [
  option('mode', int),
  option('baudrate', int, 328125),
  keyword('prescaler', int, NOT_GIVEN),
  keyword('polarity', int, 1),
  keyword('phase', int, 0),
  keyword('dir', int, 0),
  keyword('bits', int, 8),
  keyword('nss', int, 0x200),
  keyword('firstbit', int, FIRST_BIT.MSB),
  keyword('ti', truth, false),
  keyword('crc', anything, None),
] as const;

/** The settings that a program gives; −1 leaves a setting as it is. */
interface WantedSpi {
  readonly prescaler?: number;
  readonly baudrate: number;
  readonly polarity: number;
  readonly phase: number;
  readonly bits: number;
  readonly firstbit: number;
}

/** The settings `before`, changed as the program wants. */
export function spiSettings(port: Spi, before: SpiSettings, wanted: WantedSpi): SpiSettings {
  const { baudrate, polarity, phase, bits, firstbit } = wanted;
  const prescaler = wanted.prescaler ?? NOT_GIVEN;
  const least = prescaler !== NOT_GIVEN ? prescaler >>> 0 : prescalerFor(port.inputHertz, baudrate >>> 0);
  return {
    ...before,
    logPrescaler: prescaler === NOT_GIVEN && baudrate === -1 ? before.logPrescaler : logPrescalerFor(least),
    polarity: polarity === -1 ? before.polarity : polarity === 0 ? 0 : 1,
    phase: phase === -1 ? before.phase : phase === 0 ? 0 : 1,
    bits: bits === -1 ? before.bits : bits === 16 ? 16 : 8,
    lowestFirst: firstbit === -1 ? before.lowestFirst : firstbit === FIRST_BIT.LSB,
  };
}

/** The least prescaler with a bit rate of at most `hertz`, in the firmware's unsigned words, where dividing by 0 gives 0 (`spi_set_params`). */
const prescalerFor = (inputHertz: number, hertz: number): number =>
  hertz === 0 ? 0 : Math.floor(((inputHertz + hertz - 1) >>> 0) / hertz);

/** The peripheral with an id or a name; raises ValueError if there is none. */
export function findSpi({ spi, description }: Pyboard, id: Value): Spi {
  const isName = isStr(id);
  const number = isName ? description.spi.find(({ name }) => name === textOf(id))?.id : int.convert(id);
  const found = number === undefined ? undefined : spi.get(number);
  if (found === undefined)
    throw isName ? raise.ValueError("SPI(%s) doesn't exist", textOf(id)) : raise.ValueError("SPI(%d) doesn't exist", number ?? 0);
  return found;
}

/** What `repr` shows for both SPI classes; `pyb`'s class shows more settings. */
export function describeSpi(port: Spi, isPyb: boolean): string {
  if (!port.isOn) return `SPI(${port.id})`;
  const { isController, logPrescaler, polarity, phase, bits, crc } = port.settings;
  const pace = isController
    ? `${isPyb ? ', SPI.CONTROLLER' : ''}, baudrate=${port.baudrate}${isPyb ? `, prescaler=${1 << logPrescaler}` : ''}`
    : ', SPI.PERIPHERAL';
  return `SPI(${port.id}${pace}, polarity=${polarity}, phase=${phase}, bits=${bits}${crc === null ? '' : `, crc=0x${crc.toString(16)}`})`;
}

/** Milliseconds that a transfer may take, besides one per byte (`SPI_TRANSFER_TIMEOUT` of `ports/stm32/spi.h`). */
const LEAST_TIMEOUT = 100;

/**
 * Exchanges bytes (`spi_transfer` of `ports/stm32/spi.c`); raises OSError if the bus is off, if a handler has interrupted another transfer, if
 * there are no bytes, or if this takes more than `timeout` ms. As a peripheral, no controller ever comes. Where DMA exchanges the bytes, it goes on, and the bus is busy until it is set up
 * again.
 */
export function* spiTransfer(
  port: Spi,
  board: Pyboard,
  from: Uint8Array,
  into: Uint8Array | null,
  timeout = from.length + LEAST_TIMEOUT,
): Steps<void> {
  const { systick, interrupts, description, clock } = board;
  const isPolled = from.length === 1 || interrupts.masked;
  if (!port.isOn || port.isBusy) {
    // A handler that has interrupted a transfer sets up the DMA anew, and takes away the interrupt that the transfer waits for.
    if (!isPolled) port.isBroken = true;
    throw raise.OSError(EBUSY);
  }
  if (from.length === 0) throw raise.OSError(EIO);
  const { bits, isController } = port.settings;
  const end = systick.ticks + (timeout >>> 0);
  // While interrupts are disabled, no tick comes; without a timeout, the firmware gives up as soon as it looks.
  const limit = (): Nanos => (timeout === 0 ? clock.now : interrupts.masked ? Number.POSITIVE_INFINITY : systick.edgeOf(end));
  if (!isController) {
    // Nobody gives it a clock. The firmware waits for that with interrupts only (`spi_wait_dma_finished`).
    if (timeout === 0 && !isPolled) yield systick.waitForEvent();
    else yield clock.busy(limit() - clock.now);
    port.isBusy = !isPolled;
    throw raise.OSError(ETIMEDOUT);
  }
  if (bits === 16 && from.length > 1 && (isPolled || description.family === 'F7'))
    throw raise.NotImplementedError(
      'SPI(%d): several bytes with bits=16, %s, are not simulated',
      port.id,
      isPolled ? 'interrupts disabled' : 'on a PYBD',
    );
  const transfer = port.transfer(from, into, limit);
  port.isBusy = true;
  port.isBroken = false;
  for (let step = transfer.next(); !step.done; step = transfer.next()) {
    const until = step.value.until as Nanos;
    const last = limit();
    if (until <= last) {
      yield step.value;
      continue;
    }
    if (timeout !== 0 || isPolled) yield clock.busy(last - clock.now);
    else yield firstInterrupt(board, Math.round(((until - clock.now) * from.length) / 2));
    port.goOn(transfer, until);
    port.isBusy = !isPolled;
    // A single byte that is only sent lies in the shift register by then: the library calls a bus that stays busy an error.
    throw raise.OSError(isPolled && from.length === 1 && into === null ? EIO : ETIMEDOUT);
  }
  if (port.isBroken) {
    // All bytes have been exchanged, but the library does not hear of it.
    yield clock.busy(Math.max(0, limit() - clock.now));
    throw raise.OSError(ETIMEDOUT);
  }
  port.isBusy = false;
}

/** A wait for an interrupt: the tick's, that of the DMA when half of the bytes have been exchanged, after `half`, or another. */
function firstInterrupt({ clock, systick, interrupts }: Pyboard, half: Nanos): Wait {
  const before = interrupts.served;
  return clock.waitUntil(Math.min(systick.nextEdge, clock.now + half), () => interrupts.served !== before);
}

class PybSpi implements SpiObject {
  constructor(
    readonly type: PyType,
    readonly port: Spi,
    private readonly board: Pyboard,
  ) {}

  init(args: Value[], given: Keywords | null): void {
    const [mode, baudrate, prescaler, polarity, phase, , bits, , firstbit, , crc] = bind(INIT, args, given);
    const settings = spiSettings(this.port, this.port.settings, { prescaler, baudrate, polarity, phase, bits, firstbit });
    this.port.init({ ...settings, isController: mode === CONTROLLER, crc: crc === None ? null : int.convert(crc) });
  }

  transfer(from: Uint8Array, into: Uint8Array | null): Steps<void> {
    return spiTransfer(this.port, this.board, from, into);
  }

  /** The same for the older methods, which have a timeout. */
  exchange(from: Uint8Array, into: Uint8Array | null, timeout: number, result: () => Value): Value {
    return takeSteps(spiTransfer(this.port, this.board, from, into, timeout), result);
  }
}

/** For `send_recv`: the array for received bytes, and the result of the method. */
function received(from: Uint8Array, into: Value): { bytes: Uint8Array; result: () => Value } {
  if (into === ABSENT) {
    const bytes = room(from.length);
    return { bytes, result: () => newBytes(bytes) };
  }
  const { bytes } = writableBuffer(into);
  if (bytes.length !== from.length) throw raise.ValueError('recv must be same length as send');
  return { bytes, result: () => into };
}

/** The class for one board. */
export function spiType(board: Pyboard): PyType {
  const { method } = methodsOf<PybSpi>();
  const made = new Map<Spi, PybSpi>();
  const timeout = keyword('timeout', int, 5000);
  const type: PyType = nativeType(
    'SPI',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const port = findSpi(board, args[0] as Value);
        let object = made.get(port);
        if (object === undefined) {
          object = new PybSpi(type, port, board);
          made.set(port, object);
        }
        if (args.length > 1 || (given !== null && given.size > 0)) object.init(args.slice(1), given);
        return object;
      },
      repr: ({ port }: PybSpi) => describeSpi(port, true),
    },
    {
      init: method('Set the bus up.', [rest('args'), keywords('options')], (self, args, options) => self.init(args, options)),
      deinit: method('Switch the bus off.', [], ({ port }) => port.deinit()),
      ...spiMethods(),
      send: method('Send bytes, or one.', [option('send', anything), timeout], (self, data, ms) =>
        self.exchange(bytesToSend(data), null, ms, () => None),
      ),
      recv: method('Receive so many bytes, or into a buffer.', [option('recv', anything), timeout], (self, into, ms) => {
        const { bytes, result } = bytesToReceive(into);
        // The firmware's library sends what it receives into.
        return self.exchange(bytes, bytes, ms, result);
      }),
      send_recv: method(
        'Send bytes and receive as many.',
        [option('send', anything), option('recv', anything, ABSENT), timeout],
        (self, data, into, ms) => {
          const from = bytesToSend(data);
          const { bytes, result } = received(from, into);
          return self.exchange(from, bytes, ms, result);
        },
      ),
      CONTROLLER,
      PERIPHERAL,
      MASTER: CONTROLLER,
      SLAVE: PERIPHERAL,
      ...FIRST_BIT,
    },
  );
  return type;
}
