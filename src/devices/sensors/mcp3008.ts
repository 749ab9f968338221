/**
 * MCP3008 and MCP3208, analogue-to-digital converters with eight inputs on SPI (Microchip data sheets DS21295, DS21298). A conversation begins
 * when `select` falls: the first 1 that comes starts a conversion, four bits choose its inputs, and two clocks later the result comes, highest bit
 * first, then once more from its second lowest bit on (§5.0, §5.1). Not simulated: noise and errors of linearity, clocks that are too fast or too
 * slow, the output before the result, which floats there: it reads as 0.
 */

import type { Level, Line } from '../../board/pin/line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import { choice, reading } from '../../checks.js';

/** Bits of the result, by chip. */
const BITS = { MCP3008: 10, MCP3208: 12 } as const;
/** Clocks from the start bit on: the bits that choose the inputs, the end of sampling, the first bit of the result. */
const CHOICE = 4;
const SAMPLED = 5;
const RESULT = 7;
/** The choice's bit for an input against ground; without it, two inputs are compared. */
const SINGLE = 8;
/** What an input tolerates: the supply is at most 5.5 V, an input at most 0.6 V beyond it or below ground (absolute maximum ratings). */
export const MCP3008_VOLTS = [-0.6, 6.1] as const;
/** Reference voltages that the chips take (electrical characteristics). */
export const MCP3008_REFERENCE = [0.25, 5.5] as const;

const isModel = choice(...Object.keys(BITS));
const isVolts = reading('volts');

/** The names of the inputs. */
export const MCP3008_INPUTS = ['ch0', 'ch1', 'ch2', 'ch3', 'ch4', 'ch5', 'ch6', 'ch7'] as const;
/** Volts on each input. */
export type Mcp3008Volts = { readonly [input in (typeof MCP3008_INPUTS)[number]]: number };

/** Which chip it is. */
export interface Mcp3008Options {
  readonly model?: keyof typeof BITS;
  /** The voltage at its pin VREF: 3.3 unless given. */
  readonly reference?: number;
}

/** The chip. */
export class Mcp3008 implements SpiDevice {
  #volts: Mcp3008Volts = { ch0: 0, ch1: 0, ch2: 0, ch3: 0, ch4: 0, ch5: 0, ch6: 0, ch7: 0 };
  readonly #bits: number;
  readonly #reference: number;
  /** Clocks since the start bit; −1 before it. */
  #clocks = -1;
  #chosen = 0;
  #result = 0;

  /** `select`: the line of its pin CS. */
  constructor(select: Line, { model = 'MCP3008', reference = 3.3 }: Mcp3008Options = {}) {
    isModel('model', model);
    isVolts('reference', reference);
    const [least, most] = MCP3008_REFERENCE;
    if (reference < least || reference > most) throw new RangeError(`reference: ${reference} V is not from ${least} to ${most} V`);
    this.#bits = BITS[model];
    this.#reference = reference;
    select.onEdge(() => {
      this.#clocks = -1;
    });
  }

  /** The voltages on its inputs. One below ground reads as 0, one above the reference as the largest number. */
  get volts(): Mcp3008Volts {
    return this.#volts;
  }

  set volts(volts: Mcp3008Volts) {
    for (const input of MCP3008_INPUTS) isVolts(input, volts[input]);
    this.#volts = volts;
  }

  transfer(byte: number): number {
    let answer = 0;
    for (let bit = 7; bit >= 0; bit--) answer = (answer << 1) | this.#clock((byte >> bit) & 1);
    return answer;
  }

  bit(bits: number, count: number): Level {
    const before = [this.#clocks, this.#chosen, this.#result] as const;
    for (let i = count - 1; i >= 0; i--) this.#clock((bits >> i) & 1);
    const sent = this.#clock(0);
    [this.#clocks, this.#chosen, this.#result] = before;
    return sent as Level;
  }

  /** Takes a bit, and returns the one that is sent at the same time, which does not depend on it. */
  #clock(bit: number): number {
    if (this.#clocks < 0) {
      if (bit === 1) [this.#clocks, this.#chosen] = [0, 0];
      return 0;
    }
    const at = ++this.#clocks;
    if (at <= CHOICE) this.#chosen = (this.#chosen << 1) | bit;
    else if (at === SAMPLED) this.#result = this.#convert();
    return at < RESULT ? 0 : this.#sent(at - RESULT);
  }

  /** Bit `i` of what is sent: the result, the same backwards without its lowest bit, zeros. */
  #sent(i: number): number {
    const last = this.#bits - 1;
    const place = i <= last ? last - i : i - last;
    return place <= last ? (this.#result >> place) & 1 : 0;
  }

  /** The result for the chosen inputs: a pair is chosen by its positive input, the other one is its partner (table 5-2). */
  #convert(): number {
    const input = this.#chosen % MCP3008_INPUTS.length;
    const volts = (which: number): number => this.#volts[MCP3008_INPUTS[which]];
    const against = (this.#chosen & SINGLE) !== 0 ? 0 : volts(input ^ 1);
    const steps = 2 ** this.#bits;
    return Math.min(Math.max(Math.floor(((volts(input) - against) / this.#reference) * steps), 0), steps - 1);
  }
}
