/** The interrupt lines of the chip's vectors (RM0090 §12.2, RM0410 §10.1.2); some vectors belong to more than one part. */
import type { InterruptLine, Interrupts } from '../sim/interrupts.js';

/** The priority of every line until the firmware sets it. */
const RESET_PRIORITY = 0;
/** Vectors of the timers, by the timers' numbers. */
const TIMERS: Readonly<Record<number, number>> = {
  1: 25,
  2: 28,
  3: 29,
  4: 30,
  5: 50,
  6: 54,
  7: 55,
  8: 44,
  9: 24,
  10: 25,
  11: 26,
  12: 43,
  13: 44,
  14: 45,
};
/** TIM1 and TIM8 have separate vectors for their channels. */
const CHANNELS: Readonly<Record<number, number>> = { 1: 27, 8: 46 };
/** Vectors of the CAN controllers: sent, FIFO 0, FIFO 1, errors. */
const CANS: Readonly<Record<number, readonly [number, number, number, number]>> = { 1: [19, 20, 21, 22], 2: [63, 64, 65, 66] };
const UARTS: Readonly<Record<number, number>> = { 1: 37, 2: 38, 3: 39, 4: 52, 6: 71, 7: 82 };
/** Vectors of the I2C peripherals' events, in the order of the peripherals' numbers. */
const I2C_EVENTS = [31, 33, 72];
/** Vectors of the EXTI lines for which the firmware has a handler: not for that of a low-power timer, the last one of an F7. */
const EXTI = [6, 7, 8, 9, 10, 23, 23, 23, 23, 23, 40, 40, 40, 40, 40, 40, 1, 41, 42, 62, 76, 2, 3];

/** The datasheet's names of the vectors that several EXTI lines share. */
const SHARED_EXTI: Readonly<Record<number, string>> = { 23: 'EXTI9_5', 40: 'EXTI15_10' };

/** The interrupt lines of one board. A line is named after the part that has asked for it first. */
export class Vectors {
  readonly #lines = new Map<number, InterruptLine>();

  constructor(private readonly interrupts: Interrupts) {}

  /** Returns the lines of timer `id`: for its updates, and for its channels. */
  timer(id: number): { readonly line: InterruptLine; readonly channelLine: InterruptLine } {
    const line = this.#line(TIMERS[id], `TIM${id}`);
    return { line, channelLine: id in CHANNELS ? this.#line(CHANNELS[id], `TIM${id}_CC`) : line };
  }

  uart(id: number): InterruptLine {
    return this.#line(UARTS[id], `UART${id}`);
  }

  /** Returns the line for the events of an I2C peripheral. */
  i2cEvents(id: number): InterruptLine {
    return this.#line(I2C_EVENTS[id - 1], `I2C${id}_EV`);
  }

  can(id: number): {
    readonly sent: InterruptLine;
    readonly fifos: readonly [InterruptLine, InterruptLine];
    readonly errors: InterruptLine;
  } {
    const [sent, first, second, errors] = CANS[id];
    const line = (vector: number, what: string) => this.#line(vector, `CAN${id}_${what}`);
    return { sent: line(sent, 'TX'), fifos: [line(first, 'RX0'), line(second, 'RX1')], errors: line(errors, 'SCE') };
  }

  /** Returns the interrupt line of an EXTI line; null if the firmware has no handler for it. */
  exti(number: number): InterruptLine | null {
    const vector = EXTI[number];
    if (vector === undefined) return null;
    return this.#line(vector, SHARED_EXTI[vector] ?? `EXTI${number}`);
  }

  #line(vector: number, name: string): InterruptLine {
    let line = this.#lines.get(vector);
    if (line === undefined) {
      line = this.interrupts.line(name, { priority: RESET_PRIORITY, vector });
      this.#lines.set(vector, line);
    }
    return line;
  }
}
