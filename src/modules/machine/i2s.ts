/** `machine.I2S` (`extmod/machine_i2s.c`): streams of samples, either blocking, with a callback, or polled as by asyncio. */
import { I2s, type I2sSettings, RECEIVED_FRAME_BYTES } from '../../board/i2s.js';
import type { Pin } from '../../board/pin/pin.js';
import { EAGAIN, EINVAL, EPERM } from '../../errno.js';
import type { Steps } from '../../execution.js';
import { readableBuffer } from '../../objects/bytes.js';
import { allocate, charge, release } from '../../objects/charge.js';
import { arg, bind, keyword, methodsOf, NativeObject, nativeType, staticMethod } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, writable } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import { takeSteps } from '../../objects/steps.js';
import { POLL, type Stream } from '../../objects/stream.js';
import { checked, streamMethods } from '../../objects/stream-methods.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import { type Callbacks, IRQ_HEADER } from '../pyb/callback.js';
import type { Pins } from '../pyb/pin.js';

const MODE = { TX: 0x200, RX: 0x300 } as const;
const FORMAT = { MONO: 0, STEREO: 1 } as const;
/** Largest number of bytes of the ring buffer that one interrupt copies for a transfer with a callback. */
const COPIED_AT_ONCE = 512;
/** The firmware's `machine_i2s_obj_t`, without the ring buffer. */
const OBJECT_BYTES = 640;
/** Cycles of copying a byte. */
const PRICE_PER_BYTE = 20;

const INIT = [
  keyword('sck', anything),
  keyword('ws', anything),
  keyword('sd', anything),
  keyword('mode', int),
  keyword('bits', int),
  keyword('format', int),
  keyword('rate', int),
  keyword('ibuf', int),
] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** A buffer that interrupts fill or send. */
interface Transfer {
  readonly bytes: Uint8Array;
  done: number;
}

class I2sObject implements PyObject, Stream {
  readonly isText = false;
  #settings: I2sSettings | null = null;
  #pins: readonly Pin[] = [];
  #callback: Value = None;
  #style: 'blocking' | 'callback' | 'polled' = 'blocking';
  #transfer: Transfer | null = null;
  #ringBytes = 0;

  constructor(
    readonly type: PyType,
    private readonly port: I2s,
    private readonly callbacks: Callbacks,
  ) {
    port.onHalf = () => this.#serve();
  }

  init(pins: Pins, [sck, ws, sd, mode, bits, format, rate, ring]: ReturnType<typeof bindInit>): void {
    this.#pins = [this.#pin(pins, sck, ['SCK', 'CK']), this.#pin(pins, ws, ['WS', 'WS']), this.#pin(pins, sd, ['SD', 'SD'])];
    if (mode !== MODE.RX && mode !== MODE.TX) throw raise.ValueError('invalid mode');
    if (bits !== 16 && bits !== 32) throw raise.ValueError('invalid bits');
    if (format !== FORMAT.MONO && format !== FORMAT.STEREO) throw raise.ValueError('invalid format');
    if (ring <= 0) throw raise.ValueError('invalid ibuf');
    allocate(ring);
    this.#ringBytes = ring;
    this.#settings = { direction: mode === MODE.RX ? 'receive' : 'send', bits, isStereo: format === FORMAT.STEREO, rate, ring };
    this.irq(None);
    if (!I2s.canRun(this.#settings)) throw raise.OSErrorText('I2S init failed');
    for (const pin of this.#pins) pin.configure('alt', 'up', pin.functionOf(`I2S${this.port.id}`)?.index);
    this.port.start(this.#settings);
  }

  /** Stops the interface, which frees its ring buffer. */
  deinit(): void {
    release(this.#ringBytes);
    this.#ringBytes = 0;
    this.#transfer = null;
    this.port.stop();
  }

  /** The name, for people, of what calls the program when a transfer is over; null if none is under way. */
  get callerName(): string | null {
    return this.#transfer === null ? null : this.#irqName;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.#callback);
    return OBJECT_BYTES + this.#ringBytes;
  }

  irq(handler: Value): void {
    if (handler !== None && !isCallable(handler)) throw raise.ValueError('invalid callback');
    this.#style = handler === None ? 'blocking' : 'callback';
    this.#callback = handler;
    this.#transfer = null;
  }

  read(into: Uint8Array): number {
    const { direction } = this.#set;
    if (direction !== 'receive') return -EPERM;
    if (into.length % this.#sampleBytes !== 0) return -EINVAL;
    if (this.#style === 'callback') return this.#begin(into);
    const frames = Math.min(into.length / this.#sampleBytes, Math.floor(this.port.held / RECEIVED_FRAME_BYTES));
    return frames === 0 ? -EAGAIN : this.#receive(into, frames);
  }

  readWait() {
    return this.#style === 'blocking' ? { ready: () => this.port.held >= RECEIVED_FRAME_BYTES } : null;
  }

  write(bytes: Uint8Array): number {
    if (this.#set.direction !== 'send') return -EPERM;
    if (this.#style === 'callback') return this.#begin(bytes);
    const count = Math.min(bytes.length, this.port.space);
    charge(count * PRICE_PER_BYTE);
    this.port.put(bytes.subarray(0, count));
    return count;
  }

  /** Writes bytes. A blocking interface waits for space for all of them, a polled one takes what fits now. Returns how many were taken. */
  *sending(bytes: Uint8Array): Steps<number> {
    let count = checked(this.write(bytes));
    while (count < bytes.length && this.#style === 'blocking') {
      yield { ready: () => this.port.space > 0 };
      count += checked(this.write(bytes.subarray(count)));
    }
    return count;
  }

  poll(events: number): number {
    this.#style = 'polled';
    const { direction } = this.#set;
    const wanted = direction === 'receive' ? POLL.READ : POLL.WRITE;
    const isReady = direction === 'receive' ? this.port.held > 0 : this.port.space > 0;
    return isReady ? events & wanted : 0;
  }

  describe(): string {
    const { direction, bits, isStereo, rate, ring } = this.#set;
    const [sck, ws, sd] = this.#pins.map((pin) => pin.description.cpu);
    const mode = direction === 'receive' ? MODE.RX : MODE.TX;
    return `I2S(id=${this.port.id},\nsck=${sck},\nws=${ws},\nsd=${sd},\nmode=${mode},\nbits=${bits}, format=${Number(isStereo)},\nrate=${rate}, ibuf=${ring})`;
  }

  get #set(): I2sSettings {
    return this.#settings as I2sSettings;
  }

  get #irqName(): string {
    return `I2S(${this.port.id}).irq`;
  }

  get #sampleBytes(): number {
    return (this.#set.bits / 8) * (this.#set.isStereo ? 2 : 1);
  }

  #pin(pins: Pins, value: Value, [name, signal]: readonly [string, string]): Pin {
    if (!(value instanceof NativeObject) || value.type !== pins.type) throw raise.ValueError(`${name} not a Pin type`);
    const pin = value.state as Pin;
    if (pin.functionOf(`I2S${this.port.id}`)?.signal !== signal) throw raise.ValueError(`invalid ${name} pin`);
    return pin;
  }

  #begin(bytes: Uint8Array): number {
    this.#transfer = { bytes, done: 0 };
    return bytes.length;
  }

  #receive(into: Uint8Array, frames: number): number {
    const count = frames * this.#sampleBytes;
    charge(count * PRICE_PER_BYTE);
    const { bits, isStereo } = this.#set;
    const come = new DataView(this.port.take(frames * RECEIVED_FRAME_BYTES).buffer);
    const samples = new DataView(into.buffer, into.byteOffset, count);
    const size = bits / 8;
    const step = RECEIVED_FRAME_BYTES / (isStereo ? 2 : 1);
    for (let at = 0, from = 0; at < count; at += size, from += step) {
      if (bits === 16) samples.setInt16(at, come.getInt32(from, true), true);
      else samples.setInt32(at, come.getInt32(from, true), true);
    }
    return count;
  }

  /** Continues a transfer with a callback, at the interrupt after half a buffer. */
  #serve(): void {
    const transfer = this.#transfer;
    if (transfer === null) return;
    const { bytes } = transfer;
    const left = bytes.length - transfer.done;
    if (this.#set.direction === 'receive') {
      const frames = Math.min(COPIED_AT_ONCE / RECEIVED_FRAME_BYTES, left / this.#sampleBytes);
      if (this.port.held < frames * RECEIVED_FRAME_BYTES) return;
      transfer.done += this.#receive(bytes.subarray(transfer.done), frames);
    } else {
      const count = Math.min(COPIED_AT_ONCE, left);
      if (this.port.space < count) return;
      this.port.put(bytes.subarray(transfer.done, transfer.done + count));
      transfer.done += count;
    }
    if (transfer.done < bytes.length) return;
    this.#transfer = null;
    const source = { name: this.#irqName, header: IRQ_HEADER, afterwards: '' };
    this.callbacks.dispatch(source, this.#callback, [this], false);
  }
}

/** Multiplies samples by a power of two, in place. */
function shiftSamples(bytes: Uint8Array, bits: number, by: number): void {
  if (bits !== 16 && bits !== 32) throw raise.ValueError('invalid bits');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = bits / 8;
  charge(PRICE_PER_BYTE * bytes.length);
  for (let at = 0; at + size <= bytes.length; at += size) {
    const sample = bits === 16 ? view.getInt16(at, true) : view.getInt32(at, true);
    const shifted = by >= 0 ? sample << by : sample >> -by;
    if (bits === 16) view.setInt16(at, shifted, true);
    else view.setInt32(at, shifted, true);
  }
}

/** The class for one machine, and what its interfaces hold and call. */
export function i2sType(ports: ReadonlyMap<number, I2s>, pins: Pins, callbacks: Callbacks) {
  const { method } = methodsOf<I2sObject>();
  const made = new Map<number, I2sObject>();
  const type: PyType = nativeType(
    'I2S',
    {
      make(_type, args: Value[], given: Keywords | null) {
        if (args.length === 0) throw raise.TypeError('function missing %d required positional arguments', 1);
        const id = int.convert(args[0]);
        const port = ports.get(id);
        if (port === undefined) throw raise.ValueError('invalid id');
        let object = made.get(id);
        if (object === undefined) {
          allocate(OBJECT_BYTES);
          object = new I2sObject(type, port, callbacks);
          made.set(id, object);
        }
        object.deinit();
        object.init(pins, bindInit(args.slice(1), given));
        return object;
      },
      repr: (self: I2sObject) => self.describe(),
      stream: (self: I2sObject) => self,
      references: (self: I2sObject, hold) => self.references(hold),
    },
    {
      init: method('Set the interface up and start it.', INIT, (self, ...bound) => {
        self.deinit();
        self.init(pins, bound);
      }),
      readinto: streamMethods.readinto,
      write: method('Send samples.', [arg('buffer', anything)], (self, from) =>
        takeSteps(self.sending(readableBuffer(from).bytes), (count) => count),
      ),
      deinit: method('Stop the interface.', [], (self) => self.deinit()),
      irq: method('Call `handler` when a transfer is over, and no longer block.', [arg('handler', anything)], (self, handler) =>
        self.irq(handler),
      ),
      shift: staticMethod(
        'Multiply samples by a power of two.',
        [keyword('buf', writable), keyword('bits', int), keyword('shift', int)],
        ({ bytes }, bits, by) => shiftSamples(bytes, bits, by),
      ),
      RX: MODE.RX,
      TX: MODE.TX,
      STEREO: FORMAT.STEREO,
      MONO: FORMAT.MONO,
    },
  );
  const callers = (): string[] => [...made.values()].map(({ callerName }) => callerName).filter((name) => name !== null);
  return { type, roots: (): Iterable<Value> => made.values(), callers };
}
