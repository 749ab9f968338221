/**
 * A UART of the STM32 (RM0090 §30): a data and a shift register each way, frames that last as long as their bits, one interrupt.
 * What comes while the data register is full is lost. Not simulated: noise, half duplex, LIN, IrDA, DMA; what is
 * understood of a frame in the middle of which the chip has stopped: it is heard whole, at either end.
 */
import { type Nanos, SECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import type { BoardDescription } from './boards.js';
import type { Pin } from './pin.js';
import type { ClockTree } from './power.js';
import { type SerialFrame, SerialLine, type SerialListener } from './serial-line.js';
import { ClearInput, ReadyOutput, type UartFlow } from './uart-flow.js';
import { SerialInput } from './uart-input.js';
import { SerialOutput } from './uart-output.js';
import { SerialReceiver } from './uart-receiver.js';

/** UARTs on the faster bus. */
const ON_APB2 = [1, 6];
/** Priority of the interrupt (`ports/stm32/irq.h`). */
const PRIORITY = 1;

/** How a frame is made. */
export interface UartFormat {
  /** Data bits, 7 to 9, without parity. */
  readonly bits: number;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stop: 1 | 2;
}

/** Its pins. RTS and CTS: where the firmware uses them. */
interface UartPins {
  readonly tx: Pin;
  readonly rx: Pin;
  readonly rts?: Pin;
  readonly cts?: Pin;
}

/** Divisors that fit into the register BRR. */
const LEAST_DIVISOR = 16;
const MOST_DIVISOR = 0xffff;

const NO_FLOW: UartFlow = { rts: false, cts: false };

/** What has happened since the firmware looked last. */
export const UartFlag = { IDLE: 0x10, RECEIVED: 0x20 } as const;

/** One UART. */
export class Uart implements SerialListener {
  /** What it sends; others connect to it. */
  readonly tx = new SerialLine();
  /** Its side of the pin TX. */
  readonly output: SerialOutput;
  /** Its side of the pin RX. */
  readonly receiver: SerialReceiver;
  /** Called in the interrupt, with the flags that are set. */
  onInterrupt: (flags: number) => void = () => {};
  /** Its side of the pins RTS and CTS. */
  readonly rts = new ReadyOutput();
  readonly cts = new ClearInput(() => this.#goOn());
  #flow = NO_FLOW;
  #format: UartFormat = { bits: 8, parity: 'none', stop: 1 };
  #divisor = 0;
  #received: number | null = null;
  #isIdle = false;
  /** What is being sent; a frame without value is the idle time after switching on. */
  #shifting: SerialFrame | 'idle' | null = null;
  #waiting: number | null = null;
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
    this.output = new SerialOutput(clock);
    this.#input = new SerialInput(
      clock,
      (value) => this.#take(value),
      () => this.#quiet.cancel(),
    );
    this.receiver = new SerialReceiver(this.#input, pins.rx, clock.world);
    this.#sent = clock.alarm(() => this.#frameSent());
    this.#quiet = clock.alarm(() => this.#becameIdle());
    line.connect(() => this.#interrupt());
  }

  /** Frequency of its clock. */
  get inputHertz(): number {
    const { pclk1, pclk2 } = this.tree.frequencies;
    return ON_APB2.includes(this.id) ? pclk2 : pclk1;
  }

  get isOn(): boolean {
    return this.#divisor > 0;
  }

  get format(): UartFormat {
    return this.#format;
  }

  get flow(): UartFlow {
    return this.#flow;
  }

  /** Bits a second, as the divisor gives them. */
  get baudrate(): number {
    return this.#divisor === 0 ? 0 : Math.floor(this.inputHertz / this.#divisor);
  }

  /** Switches it on; the line is idle for a frame first. The divisor is in sixteenths, rounded as the firmware's library does. */
  init(baudrate: number, format: UartFormat, flow: UartFlow = NO_FLOW): void {
    this.deinit();
    const hundredths = Math.floor((this.inputHertz * 25) / (4 * baudrate));
    const whole = Math.floor(hundredths / 100);
    const sixteenths = Math.floor(((hundredths - whole * 100) * 16 + 50) / 100);
    this.#divisor = this.#register(Math.max(LEAST_DIVISOR, whole * 16 + sixteenths));
    this.#format = format;
    this.#flow = flow;
    const { tx, rx, rts, cts } = this.pins;
    for (const pin of [tx, rx]) pin.configure('alt', 'up', pin.functionOf(this.#name)?.index);
    if (flow.rts) rts?.configure('alt', 'none', rts.functionOf(this.#name)?.index);
    if (flow.cts) cts?.configure('alt', 'up', cts.functionOf(this.#name)?.index);
    this.#input.set({ bitTime: this.#bitTime, bits: format.bits, parity: format.parity });
    this.output.switch(true);
    this.#tellReady();
    this.line.priority = PRIORITY;
    this.#shift('idle');
  }

  deinit(): void {
    this.#divisor = 0;
    this.#received = this.#waiting = this.#shifting = null;
    this.#flow = NO_FLOW;
    this.output.switch(false);
    this.#tellReady();
    this.#isIdle = false;
    this.#input.set(null);
    this.#sent.cancel();
    this.#quiet.cancel();
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

  /** When to look for that next: when the frame being sent is over; the time of one from now while the other side holds it up. */
  get nextSent(): Nanos {
    return this.#shifting === null ? this.clock.now + this.#frameTime : this.#sent.due;
  }

  /** Puts a value into the data register, which must be free. */
  send(value: number): void {
    this.#waiting = value;
    this.#goOn();
  }

  /** Whether a received value has not been taken. */
  get hasReceived(): boolean {
    return this.#received !== null;
  }

  /** Takes the received value. */
  take(): number {
    const value = this.#received ?? 0;
    this.#received = null;
    this.#tellReady();
    return value;
  }

  receive(frame: SerialFrame, end: bigint): void {
    this.receiver.receive(frame, end);
  }

  #take(value: number): void {
    if (this.#received === null) {
      this.#received = value;
      this.#tellReady();
      this.line.raise();
    }
    this.#quiet.set(this.clock.now + this.#frameTime);
  }

  /** What the register BRR makes of a divisor that is too large for it: an F4 drops bits, the library of an F7 leaves the register alone. */
  #register(divisor: number): number {
    if (divisor <= MOST_DIVISOR) return divisor;
    return this.family === 'F4' ? divisor & MOST_DIVISOR : 0;
  }

  get #name(): string {
    return this.id === 4 || this.id === 5 || this.id > 6 ? `UART${this.id}` : `USART${this.id}`;
  }

  get #bitTime(): Nanos {
    return (this.#divisor * SECOND) / this.inputHertz;
  }

  get #frameTime(): Nanos {
    const { bits, parity, stop } = this.#format;
    return Math.round((1 + bits + (parity === 'none' ? 0 : 1) + stop) * this.#bitTime);
  }

  #frame(value: number): SerialFrame {
    const { bits, parity, stop } = this.#format;
    return { value, bitTime: this.#bitTime, bits, parity, stop };
  }

  #shift(frame: SerialFrame | 'idle'): void {
    this.#shifting = frame;
    const end = this.clock.now + this.#frameTime;
    // Who listens has the frame before the next may begin, and can still say no: a frame is taken in the middle of its stop bit.
    if (frame !== 'idle') {
      this.tx.begin(frame, this.clock.elapsed(end));
      this.output.begin(frame, this.clock.elapsed(end));
    }
    this.#sent.set(end);
  }

  #frameSent(): void {
    this.#shifting = null;
    this.#goOn();
  }

  /** Sends what waits, unless a frame is being sent or the other side holds it up. */
  #goOn(): void {
    if (this.#waiting === null || this.#shifting !== null || (this.#flow.cts && !this.cts.isClear)) return;
    const next = this.#frame(this.#waiting);
    this.#waiting = null;
    this.#shift(next);
  }

  #tellReady(): void {
    this.rts.set(!this.#flow.rts ? null : this.#received === null ? 0 : 1);
  }

  #becameIdle(): void {
    this.#isIdle = true;
    this.line.raise();
  }

  #interrupt(): void {
    const flags = (this.#received === null ? 0 : UartFlag.RECEIVED) | (this.#isIdle ? UartFlag.IDLE : 0);
    this.#isIdle = false;
    if (flags !== 0) this.onInterrupt(flags);
  }
}
