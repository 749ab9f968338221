/**
 * A UART of the STM32 (RM0090 §30): a data register and a shift register in each direction, frames that last as long as their bits, one
 * interrupt. A frame that arrives while the data register is full is lost.
 * Not simulated: noise, LIN, IrDA, DMA; how a frame is received if the chip stops in the middle of it (here it arrives whole, at either end);
 * that two senders on one wire disturb each other.
 */
import { type Nanos, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import type { BoardDescription } from '../boards.js';
import type { ClockTree } from '../power.js';
import { type Misreading, type SerialFrame, SerialLine, type SerialListener } from '../serial-line.js';
import { divisorFor, LEAST_DIVISOR } from './divisor.js';
import { UartEnds, type UartPins } from './ends.js';
import { ClearInput, ReadyOutput, type UartFlow } from './flow.js';
import { bitsOf, type UartFormat } from './format.js';
import { SerialInput } from './input.js';
import { ReceiveRegister, UartFlag } from './receive-register.js';

/** Numbers of the UARTs on the faster bus. */
const ON_APB2 = [1, 6];
/** Priority of the interrupt (`ports/stm32/irq.h`). */
const PRIORITY = 1;

const NO_FLOW: UartFlow = { rts: false, cts: false };

/** All flags of the receiver. */
const ALL_FLAGS = ~0;
/** The level of CTS, which an F7 has besides: set while the pin is low. */
const CLEAR_TO_SEND = 0x400;
/** TEACK and REACK, which an F7 has besides. */
const ACKNOWLEDGED = { F4: 0, F7: 3 << 21 } as const;

/** One UART. */
export class Uart implements SerialListener {
  /** The line on which it sends; others connect to it. */
  readonly tx = new SerialLine();
  /** Its side of the pins TX and RX. */
  readonly ends: UartEnds;
  /** Called in the interrupt. */
  onInterrupt: () => void = () => {};
  /** Its side of the pins RTS and CTS. */
  readonly rts = new ReadyOutput();
  readonly cts = new ClearInput(
    () => this.#goOn(),
    () => {
      this.#hasToggled ||= this.#flow.cts;
    },
  );
  #flow = NO_FLOW;
  #format: UartFormat = { bits: 8, parity: 'none', stop: 1 };
  #isSetUp = false;
  #divisor = 0;
  readonly #received = new ReceiveRegister();
  /** Whether CTS has toggled. */
  #hasToggled = false;
  #interruptsOnReceived = false;
  #interruptsOnIdle = false;
  #isEnabled = true;
  #isReceiving = true;
  /** What is being sent; 'idle' is the idle time after switching on. Null: nothing. */
  #shifting: SerialFrame | 'idle' | null = null;
  #waiting: number | null = null;
  #breaks = false;
  readonly #input: SerialInput;
  readonly #sent: Alarm;
  readonly #quiet: Alarm;

  constructor(
    readonly id: number,
    readonly pins: UartPins,
    private readonly clock: Clock,
    private readonly tree: ClockTree,
    private readonly line: InterruptLine,
    private readonly family: BoardDescription['family'],
  ) {
    this.#input = new SerialInput(
      clock,
      (value, errors) => this.#take(value, errors),
      () => this.#quiet.cancel(),
    );
    this.ends = new UartEnds(pins, this.#input, clock);
    this.#sent = clock.alarm(() => this.#frameSent());
    this.#quiet = clock.alarm(() => this.#becameIdle());
    line.connect(() => this.onInterrupt());
  }

  /** Frequency of its clock. */
  get inputHertz(): number {
    const { pclk1, pclk2 } = this.tree.frequencies;
    return ON_APB2.includes(this.id) ? pclk2 : pclk1;
  }

  /** A line leads to it. */
  connected(): void {
    this.ends.meet();
  }

  /** The program has looked for characters, and there are none. `isTold`: it learns that. What hears the UART is taken for one that can answer. */
  readInVain(isTold: boolean): void {
    if (!this.tx.isEmpty) this.ends.meet();
    this.ends.readInVain(isTold);
  }

  get isOn(): boolean {
    return this.#isSetUp && this.#isEnabled;
  }

  /** Whether it has been set up. */
  get isSetUp(): boolean {
    return this.#isSetUp;
  }

  /** Whether its bits are long enough to be sampled. If not, it hears nothing, and what it would send is not simulated: do not let it. */
  get canSample(): boolean {
    return this.#divisor >= LEAST_DIVISOR;
  }

  /** Whether it is enabled (UE); setting it up enables it. Disabling it loses what is being sent. */
  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  set isEnabled(on: boolean) {
    if (on === this.#isEnabled || !this.isSetUp) return;
    this.#isEnabled = on;
    this.#run();
  }

  /** Whether it listens (RE). */
  get isReceiving(): boolean {
    return this.#isReceiving;
  }

  set isReceiving(on: boolean) {
    if (on === this.#isReceiving || !this.isSetUp) return;
    this.#isReceiving = on;
    this.#listen();
  }

  /** Whether it sends and listens on the pin TX (HDSEL); it hears itself then. */
  get isHalfDuplex(): boolean {
    return this.ends.isShared;
  }

  set isHalfDuplex(on: boolean) {
    if (this.isSetUp) this.ends.isShared = on;
  }

  get format(): UartFormat {
    return this.#format;
  }

  get flow(): UartFlow {
    return this.#flow;
  }

  /** Bits per second, as the divisor yields them. */
  get baudrate(): number {
    return this.#divisor === 0 ? 0 : Math.floor(this.inputHertz / this.#divisor);
  }

  /** Switches the UART on; the line is idle for one frame first. */
  init(baudrate: number, format: UartFormat, flow: UartFlow = NO_FLOW): void {
    this.deinit();
    this.#isSetUp = true;
    this.#divisor = divisorFor(this.inputHertz, baudrate, this.family);
    this.#format = format;
    this.#flow = this.#hasFlowControl ? flow : NO_FLOW;
    const { tx, rx, rts, cts } = this.pins;
    for (const pin of [tx, rx]) pin.configure('alt', 'up', pin.functionOf(this.name)?.index);
    if (flow.rts) rts?.configure('alt', 'none', rts.functionOf(this.name)?.index);
    if (flow.cts) cts?.configure('alt', 'up', cts.functionOf(this.name)?.index);
    this.#tellReady();
    this.line.priority = PRIORITY;
    this.#run();
  }

  deinit(): void {
    this.#isSetUp = this.#hasToggled = false;
    this.#divisor = 0;
    this.#received.take();
    this.#flow = NO_FLOW;
    this.#isEnabled = this.#isReceiving = true;
    this.#interruptsOnReceived = this.#interruptsOnIdle = false;
    this.ends.isShared = false;
    this.#run();
    this.#tellReady();
    this.line.clear();
  }

  /** Whether the data register can take another value. */
  get canSend(): boolean {
    return this.isOn && this.#waiting === null;
  }

  /** Whether everything has been sent. */
  get isSent(): boolean {
    return this.#shifting === null && this.#waiting === null;
  }

  /** When to check `isSent` next: at the end of the frame being sent, or one frame time from now while the other side holds it up. */
  get nextSent(): Nanos {
    return this.#shifting === null ? this.clock.now + this.#frameTime : this.#sent.due;
  }

  /** Puts a value into the data register, which must be free. */
  send(value: number): void {
    this.#waiting = value;
    this.#goOn();
  }

  /** Sends a break as soon as the frame is over that is being sent; a value that waits comes after it (SBK; SBKRQ on an F7). */
  sendBreak(): void {
    if (!this.isOn) return;
    this.#breaks = true;
    this.#goOn();
  }

  /** Whether there is a received value that has not been taken. */
  get hasReceived(): boolean {
    return this.#received.isFull;
  }

  /** What is the case, or has happened since the firmware last cleared it: the flags of the status register. */
  get status(): number {
    if (!this.isSetUp) return 0;
    const has = (on: boolean, flag: number): number => (on ? flag : 0);
    const receiver = this.#received.status | has(this.#hasToggled, UartFlag.CTS);
    const isClear = this.family === 'F7' && this.#flow.cts && this.cts.isClear;
    const sender = has(this.isSent, UartFlag.SENT) | has(this.#waiting === null, UartFlag.FREE);
    return receiver | sender | has(isClear, CLEAR_TO_SEND) | ACKNOWLEDGED[this.family];
  }

  /** Clears flags of the receiver, as the register ICR of an F7 does. */
  clear(flags: number): void {
    this.#received.clear(flags);
  }

  /** Whether a received value interrupts (RXNEIE): if there is one, at once. */
  get interruptsOnReceived(): boolean {
    return this.#interruptsOnReceived;
  }

  set interruptsOnReceived(on: boolean) {
    this.#interruptsOnReceived = on;
    this.#raise();
  }

  /** Whether a line that has become idle interrupts (IDLEIE): if its flag is set, at once. */
  get interruptsOnIdle(): boolean {
    return this.#interruptsOnIdle;
  }

  set interruptsOnIdle(on: boolean) {
    this.#interruptsOnIdle = on;
    this.#raise();
  }

  /** Returns the received value and removes it. On an F4 that clears the flags of an idle line and of errors, too. */
  take(): number {
    const value = this.#received.take();
    if (this.family === 'F4') this.#received.clear(ALL_FLAGS);
    this.#tellReady();
    return value;
  }

  receive(frame: SerialFrame, end: bigint): void {
    this.ends.receive(frame, end);
  }

  /** How the last frame was misread; null if it was understood, or there was none. */
  get misreading(): Misreading | null {
    return this.#input.misreading;
  }

  /** Starts to send and listen if it is on, otherwise stops both. */
  #run(): void {
    this.#waiting = this.#shifting = null;
    this.#breaks = false;
    this.#received.clear(ALL_FLAGS);
    this.#sent.cancel();
    this.#quiet.cancel();
    this.#listen();
    this.ends.output.switch(this.isOn);
    if (this.isOn && this.canSample) this.#shift('idle');
  }

  #listen(): void {
    const { bits, parity } = this.#format;
    this.#input.set(this.isOn && this.canSample && this.#isReceiving ? { bitTime: this.#bitTime, bits, parity } : null);
  }

  #take(value: number, errors: number): void {
    this.ends.meet();
    this.#received.put(value, errors);
    this.#tellReady();
    this.#raise();
    this.#quiet.set(this.clock.now + this.#frameTime);
  }

  /** Its name in the datasheet. */
  get name(): string {
    return this.id === 4 || this.id === 5 || this.id > 6 ? `UART${this.id}` : `USART${this.id}`;
  }

  /** Only the USARTs of an F4 have it, but all of an F7's (RM0090 table 146, RM0410 table 216). */
  get #hasFlowControl(): boolean {
    return this.family === 'F7' || this.name.startsWith('USART');
  }

  get #bitTime(): Nanos {
    return (this.#divisor * SECOND) / this.inputHertz;
  }

  get #frameTime(): Nanos {
    return Math.round(bitsOf(this.#format) * this.#bitTime);
  }

  #frame(value: number): SerialFrame {
    const { bits, parity, stop } = this.#format;
    return { value: value & ((1 << bits) - 1), bitTime: this.#bitTime, bits, parity, stop };
  }

  #shift(frame: SerialFrame | 'idle'): void {
    this.#shifting = frame;
    const extra = frame !== 'idle' && frame.isBreak ? Math.round(this.#bitTime) : 0;
    const end = this.clock.now + this.#frameTime + extra;
    // The frame is announced before `#sent` is set, so the listener takes it before the next one may begin, and can still hold that one up: a
    // frame is taken in the middle of its stop bit.
    if (frame !== 'idle') {
      this.tx.begin(frame, this.clock.elapsed(end));
      this.ends.output.begin(frame, this.clock.elapsed(end));
    }
    this.#sent.set(end);
  }

  #frameSent(): void {
    this.ends.output.end();
    this.#shifting = null;
    this.#goOn();
  }

  /** Sends a break or the waiting value, unless a frame is being sent. The other side holds up values only (RM0090 §30.3.13). */
  #goOn(): void {
    if (this.#breaks && this.#shifting === null) {
      this.#breaks = false;
      this.#shift({ ...this.#frame(0), isBreak: true });
    }
    if (this.#waiting === null || this.#shifting !== null || (this.#flow.cts && !this.cts.isClear)) return;
    const next = this.#frame(this.#waiting);
    this.#waiting = null;
    this.#shift(next);
  }

  #tellReady(): void {
    this.rts.set(!this.#flow.rts ? null : this.#received.isFull ? 1 : 0);
  }

  #becameIdle(): void {
    this.#received.set(UartFlag.IDLE);
    this.#raise();
  }

  #raise(): void {
    const hasReceived = this.#received.isFull && this.#interruptsOnReceived;
    const isIdle = (this.#received.status & UartFlag.IDLE) !== 0;
    if (hasReceived || (isIdle && this.#interruptsOnIdle)) this.line.raise();
  }
}
