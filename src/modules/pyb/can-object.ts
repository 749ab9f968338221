/** The objects of `pyb.CAN` (`ports/stm32/pyb_can.c`, `can.c`); their class is in `can.ts`. */
import { type Can, CanState } from '../../board/can/can.js';
import type { FifoEvent, ReceivedFrame } from '../../board/can/fifo.js';
import type { Pyboard } from '../../board/pyboard.js';
import { EBUSY, ETIMEDOUT } from '../../errno.js';
import { SECOND, type Wait } from '../../execution.js';
import { newBytes } from '../../objects/bytes.js';
import { bind, keyword, option } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { int, truth } from '../../objects/kinds.js';
import { newList, PyList } from '../../objects/list.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import { POLL, type Stream } from '../../objects/stream.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import type { Callbacks } from './callback.js';

/** The numbers of the modes: bits of the timing register, divided by 16. */
export const MODES = { NORMAL: 0, LOOPBACK: 0x4000000, SILENT: 0x8000000, SILENT_LOOPBACK: 0xc000000 } as const;
const MAX_DATA = 8;
/** Bytes of an object. */
export const CAN_BYTES = 120;

/** Parameters of `init`. */
export const INIT = [
  option('mode', int),
  option('prescaler', int, 100),
  keyword('sjw', int, 1),
  keyword('bs1', int, 6),
  keyword('bs2', int, 8),
  keyword('auto_restart', truth, false),
  keyword('baudrate', int, 0),
  keyword('sample_point', int, 75),
  keyword('num_filter_banks', int, 14),
] as const;
/** Binds the arguments of `init`. */
export const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** How a bit is divided into quanta. */
interface BitTiming {
  readonly prescaler: number;
  readonly bs1: number;
  readonly bs2: number;
}

/** The first division that comes close enough to a bit rate and to a sample point in percent; raises ValueError if there is none. */
function timingFor(clockHz: number, rate: number, percent: number): BitTiming {
  const tolerance = Math.floor(rate / 1000);
  for (let prescaler = 1; prescaler < 1024; prescaler++) {
    for (let bs1 = 1; bs1 < 16; bs1++) {
      for (let bs2 = 1; bs2 < 8; bs2++) {
        const quanta = 1 + bs1 + bs2;
        if (Math.abs(rate - Math.floor(clockHz / (prescaler * quanta))) >= tolerance) continue;
        if (Math.abs(percent * 10 - Math.floor(((1 + bs1) * 1000) / quanta)) < 5) return { prescaler, bs1, bs2 };
      }
    }
  }
  throw raise.ValueError("couldn't match baudrate %u and sample point %u", rate, percent);
}

/** A controller as Python sees it. */
export class CanObject implements PyObject, Stream {
  readonly isText = false;
  /** The callback of each FIFO. */
  callbacks: [Value, Value] = [None, None];
  /** How often each error state has been reported. */
  readonly errors = new Map<CanState, number>();
  mode = 0;

  constructor(
    readonly type: PyType,
    readonly can: Can,
    private readonly board: Pyboard,
    private readonly dispatcher: Callbacks,
  ) {}

  init([mode, prescaler, , bs1, bs2, autoRestart, rate, percent, banks]: ReturnType<typeof bindInit>): void {
    const { can, board } = this;
    const { pclk1 } = board.tree.frequencies;
    const wish = rate === 0 ? { prescaler, bs1, bs2 } : timingFor(pclk1, rate, percent);
    can.filters.secondStart = banks;
    const { tx, rx } = board.description.can[can.id - 1];
    for (const name of [tx, rx]) {
      const pin = board.pin(name);
      pin?.configure('alt', 'up', pin.functionOf(`CAN${can.id}`)?.index);
    }
    const quanta = 1 + ((wish.bs1 - 1) & 0xf) + 1 + ((wish.bs2 - 1) & 7) + 1;
    this.mode = mode;
    this.errors.clear();
    can.onEvent = (fifo, event) => this.#tell(fifo, event);
    can.onError = (state) => this.errors.set(state, (this.errors.get(state) ?? 0) + 1);
    can.onSent = null;
    can.start({
      isLoopback: (mode & MODES.LOOPBACK) !== 0,
      isSilent: (mode & MODES.SILENT) !== 0,
      bitTime: (SECOND * quanta * (((wish.prescaler - 1) & 0x3ff) + 1)) / pclk1,
      autoRestart,
    });
  }

  /** Stops the controller and clears its filters. */
  deinit(): void {
    const { filters, id } = this.can;
    const [first, end] = filters.range(id);
    for (let bank = first; bank < end; bank++) filters.set(bank, null);
    this.can.stop();
  }

  send(data: Uint8Array, head: { readonly id: number; readonly isExtended: boolean; readonly isRemote: boolean }, timeout: number): Value {
    if (data.length > MAX_DATA) throw raise.ValueError('CAN data field too long');
    this.#checkRunning();
    const mailbox = this.can.send({ ...head, id: head.id & (head.isExtended ? 0x1fffffff : 0x7ff), data: data.slice() });
    if (mailbox === null) throw raise.OSError(EBUSY);
    if (timeout === 0) return None;
    // The firmware gives up when more than `timeout` ticks have passed.
    return this.#wait(
      timeout + 1,
      () => mailbox.state === 'sent',
      () => {
        if (mailbox.state === 'sent') return None;
        this.can.cancel(mailbox);
        throw raise.OSError(ETIMEDOUT);
      },
    );
  }

  receive(fifo: number, list: Value, timeout: number): Value {
    if (fifo !== 0 && fifo !== 1) throw raise.TypeError();
    this.#checkRunning();
    return this.#wait(
      timeout,
      () => this.can.held(fifo) > 0,
      () => {
        const received = this.can.take(fifo);
        if (received === undefined) throw raise.OSError(ETIMEDOUT);
        if (this.callbacks[fifo] !== None) this.can.enableInterrupts(fifo, this.can.held(fifo) === 0);
        return deliver(received, list);
      },
    );
  }

  setCallback(fifo: number, callee: Value): void {
    const n = fifo === 0 ? 0 : 1;
    const had = this.callbacks[n];
    if (callee === None) {
      this.can.disableInterrupts(n);
      this.callbacks[n] = None;
    } else if (had !== None) this.callbacks[n] = callee;
    else if (isCallable(callee)) {
      this.callbacks[n] = callee;
      this.can.enableInterrupts(n, true);
    }
  }

  /** Counts of errors, and of frames that wait in the mailboxes and in each FIFO. */
  info(): number[] {
    const { sendErrors, receiveErrors, pending } = this.can;
    const worse = [CanState.ERROR_WARNING, CanState.ERROR_PASSIVE, CanState.BUS_OFF].map((state) => this.errors.get(state) ?? 0);
    return [Math.min(sendErrors, 255), Math.min(receiveErrors, 255), ...worse, pending, this.can.held(0), this.can.held(1)];
  }

  describe(): string {
    if (!this.can.isRunning) return `CAN(${this.can.id})`;
    const mode = Object.entries(MODES).find(([, number]) => number === this.mode)?.[0] ?? 'SILENT_LOOPBACK';
    return `CAN(${this.can.id}, CAN.${mode}, auto_restart=${this.can.settings.autoRestart ? 'True' : 'False'})`;
  }

  poll(events: number): number {
    const canRead = this.can.held(0) > 0 || this.can.held(1) > 0;
    return events & ((canRead ? POLL.READ : 0) | (this.can.isRunning && this.can.pending < 3 ? POLL.WRITE : 0));
  }

  /** Waits until `ready()` is true, at most `timeout` ticks. The result is that of `deliver`. */
  #wait(timeout: number, ready: () => boolean, deliver: () => Value): Value {
    if (ready()) return deliver();
    const ticks = this.board.systick.sleep(timeout);
    const wait: Wait = {
      get until() {
        return ticks.until;
      },
      ready: () => ready() || (ticks.ready?.() ?? false),
    };
    return engine.wait(wait, deliver);
  }

  #checkRunning(): void {
    if (!this.can.isRunning) throw raise.NotImplementedError('pyb.CAN(%d): use before init is not simulated', this.can.id);
  }

  #tell(fifo: number, event: FifoEvent): void {
    const callee = this.callbacks[fifo];
    if (callee === None) return;
    const source = {
      name: `CAN(${this.can.id}).rxcallback(${fifo})`,
      header: `uncaught exception in CAN(${this.can.id}) rx interrupt handler\n`,
      afterwards: `FIFO ${fifo} no longer has a callback`,
    };
    if (this.dispatcher.dispatch(source, callee, [this, event], true) === 'failed') this.setCallback(fifo, None);
  }
}

/** Makes a list from a frame; or fills a given list, whose last item is a memoryview, without allocating. */
function deliver({ frame, filter }: ReceivedFrame, list: Value): Value {
  const head = [newInt(frame.id), frame.isExtended, frame.isRemote, filter];
  if (list === None) return newList([...head, newBytes(frame.data)]);
  if (!(list instanceof PyList)) throw raise.TypeError();
  if (list.items.length < 5) throw raise.ValueError();
  const view = list.items[4];
  if (!(view instanceof PyMemoryView)) throw raise.TypeError();
  if (!view.writable || (view.typecode !== 'B' && view.typecode !== 'b')) throw raise.ValueError();
  view.resize(frame.data.length);
  view.bytes.set(frame.data);
  for (const [i, item] of head.entries()) list.items[i] = item;
  return list;
}
