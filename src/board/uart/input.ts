/**
 * How a UART reads the line RX (RM0090 §30.3.3): a falling edge begins a frame, whose bits are sampled in their middles at the UART's own bit
 * rate. A sender with another bit rate or format is heard, but not understood: the bits of its frames are sampled wherever they lie, and a
 * frame whose stop bit is low, or whose parity is wrong, still yields a value, together with that error. Frames arrive whole; of a line that
 * something else drives bit by bit, the input is told the edges. Not simulated: noise, break detection of LIN.
 */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Level } from '../pin/line.js';
import { levelsOf, type Misreading, type SerialFormat, type SerialFrame, type SerialListener } from '../serial-line.js';

/** Bit rates with a smaller relative difference understand each other: the last bit is then sampled at most half a bit from its middle. */
export const RATE_TOLERANCE = 0.05;

/** How long after a frame its edges may still arrive, in ns: those from another board are late by a step of the world (`system/world.ts`). */
const LATEST_EDGE = 5_000n;

/** What may be wrong with a value, as bits of the status register. */
export const ReadError = { PARITY: 0x1, FRAMING: 0x2 } as const;

/** The time base of the input: a board's clock, or the time of the world. */
interface Timekeeper {
  readonly now: Nanos;
  elapsed(): bigint;
  alarm(action: () => void): Alarm;
}

/** A frame on its way, with the moments at which it begins and ends. */
interface Incoming {
  readonly frame: SerialFrame;
  readonly levels: readonly Level[];
  readonly begin: bigint;
  readonly end: bigint;
}

/** The word that is being read. */
interface Word {
  /** The moment of its falling edge. */
  readonly begin: bigint;
  /** Whether its start bit has been checked; true from the start if that cannot fail. */
  isBegun: boolean;
  /** The moment at which it is over. */
  readonly end: bigint;
  /** The frame that it is, if it is understood; otherwise null. */
  readonly frame: SerialFrame | null;
}

/** The RX side of one UART. */
export class SerialInput implements SerialListener {
  #reading: SerialFormat | null = null;
  #misreading: Misreading | null = null;
  readonly #incoming: Incoming[] = [];
  #word: Word | null = null;
  /** Edges of the line that belong to no frame: those of the word being read, or of the last one. */
  #edges: { readonly level: Level; readonly at: bigint }[] = [];
  /** Until this moment the line's edges belong to frames and are ignored. */
  #framesUntil = 0n;
  readonly #due: Alarm;

  /** `take` gets each value, and what is wrong with it; `wakes` is called when the line is no longer quiet. */
  constructor(
    private readonly clock: Timekeeper,
    private readonly take: (value: number, errors: number) => void,
    private readonly wakes: () => void,
  ) {
    this.#due = clock.alarm(() => this.#goOn());
  }

  /** Begins to read this format, or stops (null). Whatever is on its way is lost. */
  set(reading: SerialFormat | null): void {
    this.#reading = reading;
    if (reading !== null) this.#misreading = null;
    this.#incoming.length = 0;
    this.#edges = [];
    this.#word = null;
    this.#due.cancel();
  }

  get misreading(): Misreading | null {
    return this.#misreading;
  }

  /** Whether it reads at all. */
  get isReading(): boolean {
    return this.#reading !== null;
  }

  /** Makes it ignore a frame that ends at `end`, and the frame's edges. */
  miss(end: bigint): void {
    this.#framesUntil = end + LATEST_EDGE;
  }

  /** The line has changed its level. */
  edge(level: Level): void {
    const at = this.clock.elapsed();
    if (this.#reading === null || at < this.#framesUntil) return;
    if (this.#word === null) this.#edges = [];
    this.#edges.push({ level, at });
    if (this.#word !== null || level === 1) return;
    this.#begin(at);
    this.#goOn();
    this.wakes();
  }

  receive(frame: SerialFrame, end: bigint): void {
    this.miss(end);
    if (this.#reading === null) return;
    const levels = levelsOf(frame);
    const begin = end - BigInt(Math.round((levels.length + (frame.stop ?? 1)) * frame.bitTime));
    this.#incoming.push({ frame, levels, begin, end });
    if (this.#word === null) this.#begin(begin);
    this.#goOn();
    this.wakes();
  }

  /** Begins a word at a falling edge. */
  #begin(edge: bigint): void {
    const read = this.#reading as SerialFormat;
    const { bitTime, bits, parity } = read;
    const whole = this.#incoming.find(({ begin }) => begin === edge);
    const isUnderstood =
      whole !== undefined &&
      !whole.frame.isBreak &&
      Math.abs(whole.frame.bitTime / bitTime - 1) <= RATE_TOLERANCE &&
      whole.frame.bits === bits &&
      whole.frame.parity === parity;
    if (whole !== undefined && !whole.frame.isBreak) this.#misreading = isUnderstood ? null : { read, sent: whole.frame };
    // A UART that does not understand a frame has its value in the middle of the stop bit.
    const length = (1 + bits + (parity === 'none' ? 0 : 1) + 1 / 2) * bitTime;
    this.#word = {
      begin: edge,
      isBegun: isUnderstood,
      end: isUnderstood ? whole.end : edge + BigInt(Math.round(length)),
      frame: isUnderstood ? whole.frame : null,
    };
  }

  /** Does everything that is due by now, and waits for the next moment. */
  #goOn(): void {
    const now = this.clock.elapsed();
    for (let word = this.#word; word !== null; word = this.#word) {
      const due = word.isBegun ? word.end : this.#sampleAt(word.begin, 0);
      if (due > now) {
        this.#due.set(this.clock.now + Number(due - now));
        return;
      }
      if (!word.isBegun) {
        // If the line is high in the middle of the start bit, it was not a start bit.
        word.isBegun = true;
        if (this.#levelAt(due) === 1) this.#seek(due);
      } else {
        const value = word.frame?.value ?? this.#sampled(word.begin);
        const errors = word.frame === null ? this.#errorsOf(word.begin, value) : 0;
        this.#seek(word.end);
        this.take(value & ((1 << (this.#reading as SerialFormat).bits) - 1), errors);
        if (this.#reading === null) return;
      }
    }
  }

  /** Begins the next word at the first falling edge from `from` on, if there already is one. */
  #seek(from: bigint): void {
    while (this.#incoming.length > 0 && (this.#incoming[0] as Incoming).end <= from) this.#incoming.shift();
    this.#word = null;
    for (const { levels, begin, frame } of this.#incoming) {
      for (const [i, level] of levels.entries()) {
        const edge = begin + BigInt(Math.round(i * frame.bitTime));
        if (level === 1 || levels[i - 1] === 0 || edge < from) continue;
        this.#begin(edge);
        return;
      }
    }
    // The last edge before `from` tells the level; earlier ones are not needed any more.
    const passed = this.#edges.filter(({ at }) => at < from).length;
    this.#edges.splice(0, passed - 1);
    const next = this.#edges.find(({ level, at }) => level === 0 && at >= from);
    if (next !== undefined) this.#begin(next.at);
  }

  /** Returns the data bits of a word, sampled one by one; the lowest is sent first. */
  #sampled(begin: bigint): number {
    let value = 0;
    for (let i = 0; i < (this.#reading as SerialFormat).bits; i++) value |= this.#levelAt(this.#sampleAt(begin, 1 + i)) << i;
    return value;
  }

  /** What is wrong with a word that has been sampled: its parity, or its stop bit, which is low. */
  #errorsOf(begin: bigint, value: number): number {
    const format = this.#reading as SerialFormat;
    const after = levelsOf({ ...format, value }).slice(1 + format.bits);
    const isStopped = this.#levelAt(this.#sampleAt(begin, 1 + format.bits + after.length)) === 1;
    const isRight = after.every((parity) => this.#levelAt(this.#sampleAt(begin, 1 + format.bits)) === parity);
    return (isRight ? 0 : ReadError.PARITY) | (isStopped ? 0 : ReadError.FRAMING);
  }

  /** Returns the middle of bit `i`; bit 0 is the start bit. */
  #sampleAt(begin: bigint, i: number): bigint {
    return begin + BigInt(Math.round((i + 1 / 2) * (this.#reading as SerialFormat).bitTime));
  }

  #levelAt(moment: bigint): Level {
    const found = this.#incoming.find(({ begin, end }) => begin <= moment && moment < end);
    if (found !== undefined) return found.levels[Math.floor(Number(moment - found.begin) / found.frame.bitTime)] ?? 1;
    return this.#edges.filter(({ at }) => at <= moment).at(-1)?.level ?? 1;
  }
}
