/**
 * What a serial bus does to its wires, edge by edge. Its bytes are exchanged whole (`i2c/bus.ts`, `spi/bus.ts`). Edges are events only while
 * somebody counts them on one of the pins, as a probe does; otherwise they cost nothing. A program that reads such a pin in an interrupt
 * within a byte sees the wire as it is between bytes, unless its edges are counted.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { Contact, Level } from './pin/line.js';
import type { Pin } from './pin/pin.js';

/** A wire takes a level at this number of nanoseconds after the beginning; null: nobody drives the wire any longer. */
export interface WireEdge {
  readonly at: Nanos;
  /** Index of the wire among the waveform's pins. */
  readonly wire: number;
  readonly level: Level | null;
}

/** The wires of one bus at the pins of one board. */
export class Waveform {
  readonly #contacts: (Contact | undefined)[] = [];
  /** The edges that are still to come; the next one is last. */
  #rest: WireEdge[] = [];
  #begin = 0n;
  /** Whether it changes the level of a wire right now: the edge that somebody hears comes from here. */
  isSetting = false;
  readonly #next: Alarm;

  constructor(
    private readonly clock: Clock,
    private readonly pins: readonly Pin[],
    /** Who needs no edges from here although it counts those of others; null if there is nobody. */
    private readonly spared: object | null = null,
  ) {
    this.#next = clock.alarm(() => this.#pass());
  }

  /** Whether somebody counts edges on one of its pins, so that edges must be made. */
  get isWatched(): boolean {
    return this.pins.some((pin) => pin.isWatchedBesides(this.spared));
  }

  /** Plays edges, ordered by time, from now on. Remaining edges of an earlier call happen now. */
  play(edges: readonly WireEdge[]): void {
    this.#takeUpTo(Number.POSITIVE_INFINITY);
    this.#rest = [...edges].reverse();
    this.#begin = this.clock.elapsed();
    this.#pass();
  }

  /** Drops the edges that are still to come. */
  cut(): void {
    this.#rest = [];
    this.#next.cancel();
  }

  /** Gives a wire a level; a pin that is an output drives the wire itself. */
  set(wire: number, level: Level | null): void {
    const pin = this.pins[wire] as Pin;
    this.isSetting = true;
    if (pin.mode === 'out' && level !== null) pin.write(level);
    else if (level !== null || this.#contacts[wire] !== undefined) this.#contact(wire).drive(level);
    this.isSetting = false;
  }

  #contact(wire: number): Contact {
    this.#contacts[wire] ??= (this.pins[wire] as Pin).connect();
    return this.#contacts[wire];
  }

  #pass(): void {
    const passed = Number(this.clock.elapsed() - this.#begin);
    this.#takeUpTo(passed);
    const next = this.#rest.at(-1);
    if (next === undefined) this.#next.cancel();
    else this.#next.set(this.clock.now + next.at - passed);
  }

  #takeUpTo(passed: number): void {
    for (let next = this.#rest.at(-1); next !== undefined && next.at <= passed; next = this.#rest.at(-1)) {
      this.#rest.pop();
      this.set(next.wire, next.level);
    }
  }
}
