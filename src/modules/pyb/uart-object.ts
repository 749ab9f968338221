/**
 * The objects of `pyb.UART` and `machine.UART` (`ports/stm32/machine_uart.c`, `ports/stm32/uart.c`); their class is in `uart.ts`.
 * The interrupt copies received characters into a ring buffer. Writing waits until the last bit has been sent, and only interrupts run
 * meanwhile: soft callbacks and Ctrl-C have to wait.
 */
import type { Pyboard } from '../../board/pyboard.js';
import { UartFlag } from '../../board/uart/receive-register.js';
import type { Uart } from '../../board/uart/uart.js';
import { LF } from '../../control-bytes.js';
import { EAGAIN, EIO, ETIMEDOUT } from '../../errno.js';
import type { Steps } from '../../execution.js';
import { newBytes, room } from '../../objects/bytes.js';
import { allocate, charge } from '../../objects/charge.js';
import { ABSENT } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import { takeStepsOnTheSpot } from '../../objects/steps.js';
import { POLL, type Stream } from '../../objects/stream.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { Queue } from '../../sim/queue.js';
import type { OnConsole } from '../dupterm.js';
import type { ConsoleLine, HardwareLine, Terminal } from '../terminal.js';
import { type Callbacks, IRQ_HEADER } from './callback.js';
import { Irq, type IrqOwner } from './irq.js';
import { bindInit, capacityOf, FLOW, formatOf, isNear, timeoutsOf } from './uart-settings.js';
import { UartSlot } from './uart-slot.js';

/** Bytes of a UART object, without its ring buffer. */
export const UART_BYTES = 64;
/** Cycles of moving a character. */
const PRICE_PER_CHARACTER = 60;
/** Bytes that `read()` asks for at a time. */
const CHUNK = 256;

/** A UART as Python sees it. */
export class UartObject implements IrqOwner, Stream, OnConsole, HardwareLine {
  readonly isText = false;
  isConsole = false;
  irq: Irq | null = null;
  #trigger = 0;
  #flags = 0;
  /** On an F4: whether the flag of an idle line is not told, since it may be an old one. */
  #suppressesIdle = true;
  #timeout = 0;
  #timeoutCharacter = 0;
  #capacity = 0;
  readonly #buffer = new Queue<number>();

  constructor(
    readonly type: PyType,
    readonly port: Uart,
    private readonly board: Pyboard,
    private readonly callbacks: Callbacks,
    private readonly terminal: Terminal,
  ) {
    port.onInterrupt = () => this.#serve();
  }

  init(args: Value[], given: Keywords | null): void {
    const [baudrate, bits, parity, stop, flow, timeout, timeoutCharacter, rxbuf, readBufLen] = bindInit(args, given);
    const format = formatOf(this.board.description.family, bits, parity, stop);
    this.port.init(baudrate, format, { rts: (flow & FLOW.RTS) !== 0, cts: (flow & FLOW.CTS) !== 0 });
    [this.#timeout, this.#timeoutCharacter] = timeoutsOf(baudrate >>> 0, timeout, timeoutCharacter);
    this.irq = null;
    this.#trigger = 0;
    this.#suppressesIdle = true;
    const wanted = rxbuf >= 0 ? rxbuf : readBufLen;
    if (wanted > 0) allocate((wanted + 1) * this.width);
    this.#capacity = capacityOf(wanted);
    this.#buffer.clear();
    this.port.interruptsOnReceived = this.#capacity > 0;
    const actual = this.port.baudrate;
    if (!isNear(actual, baudrate >>> 0)) throw raise.ValueError('set baudrate %d is not within 5%% of desired value', actual);
  }

  deinit(): void {
    this.port.deinit();
  }

  /** The flags that call the handler. */
  get irqTrigger(): number {
    return this.#trigger;
  }

  set irqTrigger(trigger: number) {
    if ((this.#trigger & UartFlag.IDLE) !== 0) this.port.interruptsOnIdle = false;
    this.#trigger = trigger;
    if ((trigger & UartFlag.IDLE) !== 0) this.port.interruptsOnIdle = true;
  }

  get #isF4(): boolean {
    return this.board.description.family === 'F4';
  }

  /** Bytes of a character. */
  get width(): number {
    const { bits, parity } = this.port.format;
    return bits === 9 && parity === 'none' ? 2 : 1;
  }

  get any(): number {
    return this.#buffer.length > 0 ? this.#buffer.length : Number(this.port.hasReceived);
  }

  /** `read`, `readinto`: fills a buffer. The result is that of `deliver`, or of `otherwise` if nothing has arrived in time. */
  receive(into: Uint8Array, deliver: (count: number) => Value, otherwise: () => Value = () => None): Value {
    if (into.length % this.width !== 0) throw raise.OSError(EIO);
    if (into.length === 0) return deliver(0);
    let count = 0;
    const go = (isLast: boolean): Value => {
      while (count < into.length && this.any > 0) count = this.#put(into, count);
      if (count === into.length || (isLast && count > 0)) return deliver(count);
      if (isLast) return this.#nothing(otherwise());
      return this.#await(count === 0 ? this.#timeout : this.#timeoutCharacter, () => go(this.any === 0));
    };
    return go(false);
  }

  /** `read()`: reads as long as characters arrive. */
  receiveAll(): Value {
    const taken: number[] = [];
    const chunk = room(CHUNK);
    const take = (count: number): Value => {
      for (const byte of chunk.subarray(0, count)) taken.push(byte);
      return this.receive(chunk, take, () => newBytes(Uint8Array.from(taken)));
    };
    return this.receive(chunk, take);
  }

  /** `readline()`: reads byte by byte, of which characters of 9 bits have two. */
  receiveLine(size: number): Value {
    if (size !== 0 && this.width !== 1) throw raise.OSError(EIO);
    const line: number[] = [];
    const done = (): Value => newBytes(Uint8Array.from(line));
    const go = (isLast: boolean): Value => {
      while (this.any > 0) {
        line.push(this.#character());
        if (line.length === size || line[line.length - 1] === LF) return done();
      }
      if (isLast) return line.length === 0 ? this.#nothing(None) : done();
      return this.#await(this.#timeout, () => go(this.any === 0));
    };
    return size === 0 ? done() : go(false);
  }

  readCharacter(): Value {
    const go = (isLast: boolean): Value => {
      if (this.any > 0) return this.#character();
      return isLast ? this.#nothing(-1) : this.#await(this.#timeout, () => go(this.any === 0));
    };
    return go(false);
  }

  /** Sends bytes. Returns how many were sent, or −EAGAIN if sending could not begin in time. */
  *writing(bytes: Uint8Array): Steps<number> {
    if (bytes.length % this.width !== 0) return -EIO;
    this.#checkRate();
    if (!(yield* this.#untilItCanBegin())) return -EAGAIN;
    let sent = 0;
    while (sent < bytes.length) {
      if (!(yield* this.#untilItCanSend())) return sent;
      charge(PRICE_PER_CHARACTER);
      this.port.send(this.width === 2 ? (bytes[sent] as number) | ((bytes[sent + 1] as number) << 8) : (bytes[sent] as number));
      sent += this.width;
    }
    yield* this.#untilSent();
    return sent;
  }

  *sendingCharacter(value: number): Steps<void> {
    this.#checkRate();
    if (!(yield* this.#untilItCanBegin())) throw raise.OSError(ETIMEDOUT);
    this.port.send(value);
    if (!(yield* this.#untilSent())) throw raise.OSError(ETIMEDOUT);
  }

  sendBreak(): void {
    this.#checkRate();
    this.port.sendBreak();
  }

  /** The UART as a line of the console. */
  get line(): HardwareLine {
    return this;
  }

  /** The same for a slot of `os.dupterm`. */
  get slot(): ConsoleLine {
    return new UartSlot(this);
  }

  /** Whether reading waits if nothing is there. */
  get waits(): boolean {
    return this.#timeout > 0;
  }

  /** Waits until there is a character, or for the timeout. */
  awaitCharacter(): Value {
    return this.any > 0 ? None : this.#await(this.#timeout, () => None);
  }

  get available(): number {
    return this.any;
  }

  take(): number | undefined {
    return this.any > 0 ? this.#character() : undefined;
  }

  /** Sends bytes for the console. Bytes that cannot be sent in time are lost. */
  send(bytes: Uint8Array): number {
    return this.port.canSample || !this.port.isOn ? this.write(bytes) : 0;
  }

  /** Writes in the middle of natives in which a thread cannot stop. */
  write(bytes: Uint8Array): number {
    return takeStepsOnTheSpot(this.writing(bytes), this.board.clock);
  }

  /** For streams in general: reads what is there now, without waiting. */
  read(into: Uint8Array): number {
    let count = 0;
    while (count < into.length && this.any > 0) count = this.#put(into, count);
    return count === 0 ? -EAGAIN : count;
  }

  flush(): number {
    return 0;
  }

  awaited(isForever: boolean): void {
    if (this.any === 0) this.port.readInVain(!isForever);
  }

  poll(events: number): number {
    return (this.any > 0 ? events & POLL.READ : 0) | (this.port.canSend ? events & POLL.WRITE : 0);
  }

  describe(): string {
    const { id, isSetUp, baudrate, format, flow } = this.port;
    if (!isSetUp) return `UART(${id})`;
    const parity = format.parity === 'none' ? 'None' : format.parity === 'even' ? '0' : '1';
    const irq = this.irqTrigger === 0 ? '' : `; irq=0x${this.irqTrigger.toString(16)}`;
    const held = [flow.rts ? 'RTS' : '', flow.cts ? 'CTS' : ''].filter((name) => name !== '').join('|') || '0';
    return `UART(${id}, baudrate=${baudrate}, bits=${format.bits}, parity=${parity}, stop=${format.stop}, flow=${held}, timeout=${this.#timeout}, timeout_char=${this.#timeoutCharacter}, rxbuf=${this.#capacity}${irq})`;
  }

  /** `irq(handler, trigger, hard)`. */
  setIrq(handler: Value, trigger: Value, hard: Value): Irq {
    if (trigger !== ABSENT) int.convert(trigger);
    if (handler !== ABSENT && handler !== None && !isCallable(handler)) throw raise.ValueError('handler must be None or callable');
    this.irq ??= new Irq(this, this.callbacks, {
      name: `UART(${this.port.id}).irq`,
      header: IRQ_HEADER,
      afterwards: `UART(${this.port.id}) no longer has a handler or a trigger`,
    });
    this.irq.set(handler, trigger, hard, FLAGS);
    return this.irq;
  }

  /** The flags of the last interrupt. */
  irqFlags(): number {
    return this.#flags;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    if (this.irq !== null) hold(this.irq);
    return UART_BYTES + (this.#capacity > 0 ? (this.#capacity + 1) * this.width : 0);
  }

  /** Raises NotImplementedError if the chip does not allow the bit rate. */
  #checkRate(): void {
    const { id, isOn, canSample, baudrate } = this.port;
    if (isOn && !canSample)
      throw raise.NotImplementedError('UART(%d): sending at %d bit/s, above 1/16 of its clock, is not simulated', id, baudrate);
  }

  #character(): number {
    charge(PRICE_PER_CHARACTER);
    const { port } = this;
    const value = this.#buffer.take();
    if (value === undefined) return this.#direct();
    // A character for which the buffer had no room can move into it now, in the interrupt.
    if (port.hasReceived) {
      port.interruptsOnReceived = true;
      this.board.clock.spendNanos(0);
    }
    return value;
  }

  /** Takes a character that no interrupt has taken; on an F4 that allows again what the interrupt has forbidden. */
  #direct(): number {
    const { port } = this;
    const value = port.take();
    if (!this.#isF4) port.clear(UartFlag.OVERRUN);
    else {
      if ((this.#trigger & UartFlag.RECEIVED) !== 0) port.interruptsOnReceived = true;
      if ((this.#trigger & UartFlag.IDLE) !== 0) port.interruptsOnIdle = true;
    }
    return value;
  }

  #put(into: Uint8Array, at: number): number {
    const value = this.#character();
    into[at] = value;
    if (this.width === 2) into[at + 1] = value >> 8;
    return at + this.width;
  }

  /** The result of a read for which nothing has arrived in time. */
  #nothing(result: Value): Value {
    this.port.readInVain(true);
    return result;
  }

  /** Waits until a character has arrived, or `milliseconds` ticks have passed. */
  #await(milliseconds: number, then: () => Value): Value {
    const { systick } = this.board;
    const deadline = systick.ticks + milliseconds;
    if (milliseconds <= 0) return then();
    return engine.wait({ until: systick.expectedEdge(deadline), ready: () => this.any > 0 || systick.ticks >= deadline }, then);
  }

  /** Waits in the event loop until the data register is free for the first character (`uart_tx_wait`); false if that takes too long. */
  *#untilItCanBegin(): Steps<boolean> {
    const { systick } = this.board;
    const deadline = systick.ticks + this.#timeout;
    const isOver = (): boolean => this.port.canSend || systick.ticks >= deadline;
    if (!isOver()) yield { until: systick.expectedEdge(deadline), ready: isOver };
    return this.port.canSend;
  }

  /** The same for all further characters, in a loop that serves only interrupts (`uart_wait_flag_set`). */
  #untilItCanSend(): Steps<boolean> {
    return this.#untilFlag(() => this.port.canSend);
  }

  /** Waits until the last bit has been sent; false if the other side holds it up for longer than two characters may take. */
  #untilSent(): Steps<boolean> {
    return this.#untilFlag(() => this.port.isSent);
  }

  /** Waits for a flag, looking at it after each frame that is sent; false if that takes longer than two characters may take. */
  *#untilFlag(isSet: () => boolean): Steps<boolean> {
    const { clock, systick } = this.board;
    const deadline = systick.ticks + 2 * this.#timeoutCharacter;
    while (!isSet()) {
      if (!this.port.isOn || systick.ticks >= deadline) return false;
      yield clock.busy(Math.max(1, this.port.nextSent - clock.now));
    }
    return true;
  }

  /**
   * The interrupt (`uart_irq_handler`). An F4 clears flags only with the character; if that cannot be taken, the interrupts are forbidden instead.
   */
  #serve(): void {
    const { port } = this;
    const flags = port.status;
    const has = (flag: number): boolean => (flags & flag) !== 0;
    const takes = has(UartFlag.RECEIVED) && this.#buffer.length < this.#capacity;
    if (takes) {
      const character = port.take();
      if (!this.isConsole || !this.terminal.strike(character)) this.#buffer.add(character);
    } else if (has(UartFlag.RECEIVED)) port.interruptsOnReceived = false;
    if (!this.#isF4) port.clear(UartFlag.IDLE | UartFlag.OVERRUN);
    else if (takes && (this.#trigger & UartFlag.IDLE) !== 0) port.interruptsOnIdle = true;
    else if (!takes && has(UartFlag.IDLE)) port.interruptsOnIdle = false;
    this.#flags = this.#isF4 && this.#suppressesIdle ? flags & ~UartFlag.IDLE : flags;
    if ((this.#flags & this.#trigger) !== 0) this.irq?.dispatch();
    this.#suppressesIdle = !takes;
  }
}

const FLAGS = UartFlag.IDLE | UartFlag.RECEIVED;
