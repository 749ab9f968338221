/** `pyb.USB_VCP` (`ports/stm32/usb.c`): the serial port of the console. A host is always there, and takes whatever is sent at once. */
import type { UsbDevice } from '../../board/usb-device.js';
import { EAGAIN } from '../../errno.js';
import { MILLISECOND, type Steps } from '../../execution.js';
import { newBytes, readableBuffer, writableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, fn, keyword, make, methodsOf, nativeType, option } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { nativeFunction } from '../../objects/native-function.js';
import { None } from '../../objects/none.js';
import { call, isCallable } from '../../objects/protocol/call.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { takeSteps } from '../../objects/steps.js';
import type { Stream } from '../../objects/stream.js';
import { lineSlots, streamMethods } from '../../objects/stream-methods.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { Clock } from '../../sim/clock.js';
import type { OnConsole } from '../dupterm.js';
import type { HardwareLine } from '../terminal.js';
import { type CallbackSource, type Callbacks, IRQ_HEADER } from './callback.js';

const IRQ_RX = 1;
const IRQ: CallbackSource = { name: 'USB_VCP().irq', header: IRQ_HEADER, afterwards: 'it will be called again for what arrives next' };

/** What the class needs of the machine. */
interface UsbParts {
  readonly line: HardwareLine;
  readonly device: UsbDevice;
  readonly clock: Clock;
  readonly callbacks: Callbacks;
  /** Chooses the byte that interrupts a program when it is typed; −1 for none. */
  setInterruptByte(byte: number): void;
}

class VcpObject implements PyObject, Stream, OnConsole {
  readonly isText = false;
  /** The handler set by `irq`. */
  handler: Value = None;
  #isScheduled = false;

  constructor(
    readonly type: PyType,
    readonly parts: UsbParts,
  ) {}

  get line(): HardwareLine {
    return this.parts.line;
  }

  /** Reads without waiting. */
  read(into: Uint8Array): number {
    const count = this.#take(into, 0);
    return count === 0 ? -EAGAIN : count;
  }

  write(bytes: Uint8Array): number {
    this.line.send(bytes.slice());
    return bytes.length;
  }

  close(): number {
    return 0;
  }

  poll(events: number): number {
    return this.line.poll(events);
  }

  pollPause() {
    return this.line.pauseForHost?.() ?? null;
  }

  /** Fills a buffer, waiting up to `timeout` milliseconds for every byte. Returns how many bytes have arrived. */
  *receiving(into: Uint8Array, timeout: number): Steps<number> {
    const { line } = this;
    const { clock } = this.parts;
    let count = this.#take(into, 0);
    while (count < into.length) {
      yield clock.waitUntil(clock.now + timeout * MILLISECOND, () => line.available > 0);
      const before = count;
      count = this.#take(into, count);
      if (count === before) break;
    }
    return count;
  }

  /** Called when bytes have arrived. The handler is called soon, unless all have been read by then. */
  arrived(): void {
    if (this.handler === None || this.#isScheduled) return;
    this.#isScheduled = this.parts.callbacks.dispatch(IRQ, this.#serve, [this], false) === 'queued';
  }

  readonly #serve = nativeFunction(
    'irq',
    fn('Calls the handler.', [arg('port', anything)], () => {
      this.#isScheduled = false;
      return this.handler === None || this.line.available === 0 ? None : call(this.handler, [this]);
    }),
  );

  #take(into: Uint8Array, from: number): number {
    let at = from;
    while (at < into.length) {
      const byte = this.line.take();
      if (byte === undefined) break;
      into[at++] = byte;
    }
    return at;
  }
}

/** `irq(handler=None, trigger=IRQ_RX, hard=False)`; without arguments nothing changes. */
function setIrq(self: VcpObject, given: readonly Value[]): Value {
  if (given.every((value) => value === ABSENT)) return None;
  const [handler = None, trigger = IRQ_RX, hard = false] = given.map((value) => (value === ABSENT ? undefined : value));
  if (handler !== None && !isCallable(handler)) throw raise.ValueError('handler must be None or callable');
  const events = int.convert(trigger);
  if (events !== 0 && events !== IRQ_RX) throw raise.ValueError('unsupported trigger');
  if (isTrue(hard)) throw raise.ValueError('hard unsupported');
  self.handler = events === 0 ? None : handler;
  self.line.onArrival = () => self.arrived();
  // A program that sets a handler looks for input, so the host may send some now.
  const pause = self.handler === None ? null : self.pollPause();
  return pause === null ? None : engine.park(pause, () => None);
}

/** The class for one machine, and its only object. */
export function usbVcp(parts: UsbParts): { readonly type: PyType; readonly port: OnConsole; roots(): Iterable<Value> } {
  const { method } = methodsOf<VcpObject>();
  const { read, readinto, readline, readlines, write, __exit__ } = streamMethods;
  const itself = method('Nothing: the port stays open.', [], (self) => self);
  const type: PyType = nativeType(
    'USB_VCP',
    {
      ...lineSlots,
      make: make([arg('id', int, 0)], (id) => {
        if (id !== 0) throw raise.ValueError();
        return only;
      }),
      repr: () => 'USB_VCP(0)',
      stream: (self: VcpObject) => self,
    },
    {
      init: method('Accepted and ignored: nothing holds the flow up.', [keyword('flow', int, -1)], () => {}),
      setinterrupt: method('Choose the byte that interrupts a program; -1 for none.', [arg('chr', int)], ({ parts }, byte) =>
        parts.setInterruptByte(byte),
      ),
      isconnected: method('Whether a terminal is connected.', [], () => parts.device.hasTerminal),
      any: method('Whether a byte waits.', [], (self) => {
        const answer = (): Value => self.line.available > 0;
        const pause = self.pollPause();
        return pause === null ? answer() : engine.park(pause, answer);
      }),
      send: method(
        'Send a byte or a buffer; answers how many bytes.',
        [option('data', anything), keyword('timeout', int, 5000)],
        (self, data) => self.write(isInt(data) ? Uint8Array.of(int.convert(data)) : readableBuffer(data).bytes),
      ),
      recv: method(
        'Receive so many bytes, or fill a buffer and answer how many.',
        [option('data', anything), keyword('timeout', int, 5000)],
        (self, data, timeout) => {
          if (!isInt(data)) return takeSteps(self.receiving(writableBuffer(data).bytes, timeout), (count) => count);
          const bytes = new Uint8Array(int.convert(data));
          return takeSteps(self.receiving(bytes, timeout), (count) => newBytes(bytes.slice(0, count)));
        },
      ),
      irq: method(
        'Call a function soon after something has arrived; None for no more.',
        [option('handler', anything, ABSENT), option('trigger', anything, ABSENT), option('hard', anything, ABSENT)],
        (self, ...given) => setIrq(self, given),
      ),
      read,
      readinto,
      readline,
      readlines,
      write,
      close: itself,
      __del__: itself,
      __enter__: itself,
      __exit__,
      RTS: 1,
      CTS: 2,
      IRQ_RX,
    },
  );
  const only = new VcpObject(type, parts);
  return { type, port: only, roots: () => [only.handler] };
}
