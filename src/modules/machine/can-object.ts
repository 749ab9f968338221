/** The objects of `machine.CAN` (`ports/stm32/machine_can.c`); their class is in `can.ts`. */
import type { Can, CanSettings, Mailbox } from '../../board/can/can.js';
import { CanState } from '../../board/can/can.js';
import type { FifoEvent } from '../../board/can/fifo.js';
import type { Pyboard } from '../../board/pyboard.js';
import { EINVAL } from '../../errno.js';
import { SECOND } from '../../execution.js';
import { allocate } from '../../objects/charge.js';
import { bind, option } from '../../objects/declare.js';
import { IndexError, makeException, OverflowError, raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { int } from '../../objects/kinds.js';
import { newList, PyList } from '../../objects/list.js';
import { newMemoryView, PyMemoryView } from '../../objects/memoryview.js';
import { None } from '../../objects/none.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { type Callbacks, IRQ_HEADER } from '../pyb/callback.js';
import { Irq, type IrqOwner } from '../pyb/irq.js';
import { checkId, FLAG, setFilters } from './can-filters.js';
import { canTiming, LIMITS } from './can-timing.js';

/** Modes, in order of their numbers. */
export const MODES = ['NORMAL', 'SLEEP', 'LOOPBACK', 'SILENT', 'SILENT_LOOPBACK'] as const;
/** Triggers of a handler, and the flags that the handler reads. */
export const IRQ = { TX: 1, RX: 2, TX_FAILED: 4, STATE: 8 } as const;
/** Bit position of the buffer's index in the flags. */
export const TX_INDEX_SHIFT = 16;
/** Errors that `recv` reports. */
export const RECEIVE_ERROR = { FULL: 1, OVERRUN: 2 } as const;
/** Number of frames that can wait to be sent. */
export const MAILBOXES = 3;
const MAX_DATA = 8;
/** Bytes of a controller on the board. */
export const CAN_BYTES = 96;

/** Parameters of `init`. */
export const INIT = [
  option('bitrate', int),
  option('mode', int, 0),
  option('sample_point', int, 75),
  option('sjw', int, 1),
  option('tseg1', int, -1),
  option('tseg2', int, -1),
] as const;
/** Binds the arguments of `init`. */
export const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** A controller as Python sees it. */
export class CanObject implements IrqOwner {
  irq: Irq | null = null;
  /** The content of each mailbox, until the end of its frame has been noted; null for a free mailbox. */
  #sending: (Mailbox | null)[] = [];
  #trigger = 0;
  /** True if the handler has been called for a frame's end and has not read the flags yet; until then it is not called for another end. */
  #isTold = false;
  #stateChanged = false;
  #receiveErrors = 0;
  #counts = { warning: 0, passive: 0, busOff: 0, overruns: 0 };
  #set = { mode: 0, sjw: 1, tseg1: 0, tseg2: 0, prescaler: 1 };

  constructor(
    readonly type: PyType,
    readonly can: Can,
    private readonly board: Pyboard,
    private readonly callbacks: Callbacks,
  ) {}

  init([bitrate, mode, samplePoint, sjw, tseg1, tseg2]: ReturnType<typeof bindInit>): void {
    if (MODES[mode] === undefined) throw raise.ValueError('mode');
    if (sjw < 1 || sjw > LIMITS.sjw) throw raise.ValueError('sjw');
    const timing = canTiming(this.#clockHz, { bitrate, samplePoint, tseg1, tseg2 });
    const { can, board } = this;
    if (can.isRunning) can.stop();
    this.#set = { mode, sjw, ...timing };
    this.#counts = { warning: 0, passive: 0, busOff: 0, overruns: 0 };
    this.#sending = new Array(MAILBOXES).fill(null);
    this.#isTold = this.#stateChanged = false;
    const { tx, rx } = board.description.can[can.id - 1] as { tx: string; rx: string };
    for (const name of [tx, rx]) {
      const pin = board.pin(name);
      pin?.configure('alt', 'up', pin.functionOf(`CAN${can.id}`)?.index);
    }
    can.onEvent = (fifo, event) => this.#received(fifo, event);
    can.onError = (state) => this.#worsened(state);
    can.onSent = () => this.#sent();
    can.start(this.#settings());
  }

  deinit(): void {
    this.#trigger = 0;
    this.irq = null;
    this.can.onSent = null;
    this.can.stop();
  }

  send(id: number, data: Uint8Array, flags: number): Value {
    this.checkRunning();
    const isExtended = (flags & FLAG.EXT_ID) !== 0;
    if (data.length > MAX_DATA) throw makeException(OverflowError, 'data too long', true);
    checkId(id, flags);
    const inOrder = (flags & FLAG.UNORDERED) === 0;
    if (inOrder && this.#sending.some((mailbox) => mailbox?.frame.id === id)) return None;
    const index = this.#sending.indexOf(null);
    if (index < 0) return None;
    const mailbox = this.can.send({ id, isExtended, isRemote: (flags & FLAG.RTR) !== 0, data: data.slice() }, index);
    if (mailbox === null) return None;
    this.#sending[index] = mailbox;
    return index;
  }

  /** Cancels a frame. Returns false if the mailbox has no frame that is still to be sent. */
  cancel(index: number): boolean {
    this.checkRunning();
    if (index < 0 || index >= MAILBOXES) throw makeException(IndexError, null, true);
    const mailbox = this.#sending[index];
    if (mailbox === null || mailbox === undefined || mailbox.state !== 'pending') return false;
    this.can.cancel(mailbox);
    return true;
  }

  receive(into: Value): Value {
    this.checkRunning();
    const given = into === None ? null : listOf(into, 4);
    if (given !== null && !(given.items[1] instanceof PyMemoryView)) throw raise.TypeError();
    const fifo = this.can.held(0) > 0 ? 0 : 1;
    const received = this.can.take(fifo);
    if (received === undefined) return None;
    const { id, data, isExtended, isRemote } = received.frame;
    const errors = this.#receiveErrors;
    this.#receiveErrors = 0;
    this.can.enableInterrupts(fifo, (this.#trigger & IRQ.RX) !== 0);
    const list = given ?? newList([None, emptyData(), None, None]);
    const view = list.items[1] as PyMemoryView;
    view.resize(data.length);
    view.bytes.set(data);
    list.items[0] = newInt(id);
    list.items[2] = (isExtended ? FLAG.EXT_ID : 0) | (isRemote ? FLAG.RTR : 0);
    list.items[3] = errors;
    return list;
  }

  /** `set_filters(list)`; None lets everything through. */
  setFilters(filters: Value): void {
    this.checkRunning();
    setFilters(this.can, filters);
  }

  get state(): CanState {
    return this.can.state;
  }

  counters(): number[] {
    this.checkRunning();
    const { can } = this;
    const { warning, passive, busOff, overruns } = this.#counts;
    const received = can.held(0) + can.held(1);
    return [Math.min(can.sendErrors, 255), Math.min(can.receiveErrors, 255), warning, passive, busOff, can.pending, received, overruns];
  }

  timings(): Value[] {
    const { sjw, tseg1, tseg2 } = this.#set;
    return [this.#bitrate, sjw, tseg1, tseg2, None, None];
  }

  /** Restarts the controller. Frames that wait to be sent are lost; the counts start again at 0. */
  restart(): void {
    this.checkRunning();
    for (const mailbox of this.#sending) if (mailbox !== null) this.can.cancel(mailbox);
    this.#sending.fill(null);
    this.#isTold = this.#stateChanged = false;
    this.#counts = { warning: 0, passive: 0, busOff: 0, overruns: 0 };
    this.can.restart();
  }

  /** `irq(handler, trigger, hard)`. */
  setIrq(handler: Value, trigger: Value, hard: Value): Irq {
    this.checkRunning();
    this.irq ??= new Irq(this, this.callbacks, {
      name: `CAN(${this.can.id}).irq`,
      header: IRQ_HEADER,
      afterwards: `CAN(${this.can.id}) no longer has a handler or a trigger`,
    });
    this.irq.set(handler, trigger, hard, IRQ.TX | IRQ.RX | IRQ.STATE);
    return this.irq;
  }

  get irqTrigger(): number {
    return this.#trigger;
  }

  set irqTrigger(trigger: number) {
    this.checkRunning();
    this.#trigger = trigger;
    for (const fifo of [0, 1]) {
      if ((trigger & IRQ.RX) !== 0) this.can.enableInterrupts(fifo, true);
      else this.can.disableInterrupts(fifo);
    }
  }

  /** Returns flags for what has happened. A frame that is finished leaves its mailbox by this call. */
  irqFlags(): number {
    this.checkRunning();
    let flags = 0;
    if ((this.#trigger & IRQ.STATE) !== 0 && this.#stateChanged) flags |= IRQ.STATE;
    this.#stateChanged = false;
    if ((this.#trigger & IRQ.RX) !== 0 && this.can.held(0) + this.can.held(1) > 0) flags |= IRQ.RX;
    const index = (this.#trigger & IRQ.TX) === 0 ? -1 : this.#finished;
    if (index < 0) return flags;
    const failed = this.#sending[index]?.state === 'failed';
    this.#sending[index] = null;
    this.#isTold = false;
    if (this.#finished >= 0) this.can.raiseSent();
    return flags | IRQ.TX | (index << TX_INDEX_SHIFT) | (failed ? IRQ.TX_FAILED : 0);
  }

  checkRunning(): void {
    if (!this.can.isRunning) throw raise.OSError(EINVAL);
  }

  describe(): string {
    const { mode, sjw, tseg1, tseg2 } = this.#set;
    const head = `CAN(${this.can.id}, bitrate=${this.#bitrate}, mode=CAN.MODE_${MODES[mode]}`;
    return `${head}, sjw=${sjw}, tseg1=${tseg1}, tseg2=${tseg2}, f_clock=${this.#clockHz})`;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    if (this.irq !== null) hold(this.irq);
    return CAN_BYTES;
  }

  get #clockHz(): number {
    return this.board.tree.frequencies.pclk1;
  }

  get #bitrate(): number {
    const { prescaler, tseg1, tseg2 } = this.#set;
    return Math.floor(Math.floor(this.#clockHz / prescaler) / (1 + tseg1 + tseg2));
  }

  #settings(): CanSettings {
    const { mode, prescaler, tseg1, tseg2 } = this.#set;
    const name = MODES[mode] as (typeof MODES)[number];
    return {
      isLoopback: name.endsWith('LOOPBACK'),
      isSilent: name.startsWith('SILENT') || name === 'SLEEP',
      bitTime: (SECOND * (1 + tseg1 + tseg2) * prescaler) / this.#clockHz,
      autoRestart: false,
    };
  }

  /** Index of the first mailbox whose frame has been sent or given up; −1 if there is none. */
  get #finished(): number {
    return this.#sending.findIndex((mailbox) => mailbox?.state === 'sent' || mailbox?.state === 'failed');
  }

  #sent(): void {
    if ((this.#trigger & IRQ.TX) === 0) {
      for (let index = this.#finished; index >= 0; index = this.#finished) this.#sending[index] = null;
    } else if (!this.#isTold && this.#finished >= 0) {
      this.#isTold = true;
      this.irq?.dispatch();
    }
  }

  #received(_fifo: number, event: FifoEvent): void {
    if (event === 0) {
      if ((this.#trigger & IRQ.RX) !== 0) this.irq?.dispatch();
    } else if (event === 1) this.#receiveErrors |= RECEIVE_ERROR.FULL;
    else {
      this.#receiveErrors |= RECEIVE_ERROR.OVERRUN;
      this.#counts.overruns++;
    }
  }

  #worsened(state: CanState): void {
    if (state === CanState.ERROR_WARNING) this.#counts.warning++;
    else if (state === CanState.ERROR_PASSIVE) this.#counts.passive++;
    else if (state === CanState.BUS_OFF) this.#counts.busOff++;
    if ((this.#trigger & IRQ.STATE) === 0) return;
    this.#stateChanged = true;
    this.irq?.dispatch();
  }
}

/** A value as a list of at least `length` items. Raises TypeError if it is no list, ValueError if it is too short. */
export function listOf(value: Value, length: number): PyList {
  if (!(value instanceof PyList)) throw raise.TypeError();
  if (value.items.length < length) throw raise.ValueError();
  return value;
}

function emptyData(): PyMemoryView {
  allocate(MAX_DATA);
  return newMemoryView({ bytes: new Uint8Array(MAX_DATA), typecode: 'B', writable: true }, null);
}
