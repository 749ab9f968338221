/**
 * One GPIO pin (RM0090 §8, `ports/stm32/pin.c`).
 * Not simulated: speed, analogue voltages, two outputs that fight (the pin's own wins), locking.
 * A fast output (PWM, the bits of a UART, I2C, SPI) does not produce edges unless somebody counts them (`watch`). Otherwise the level signal
 * shows its mean, or the idle level; `read` always returns its exact level at the moment.
 */
import { Signal } from '../../sim/signal.js';
import type { SerialFrame } from '../serial-line.js';
import { Asked } from './asked.js';
import { type Drive, meanOf } from './drive.js';
import { type Contact, Contacts, type Level, type Line } from './line.js';
import type { AlternateFunction, PinDescription } from './pinout.js';

/** What a pin is set up for. */
export type PinMode = 'in' | 'out' | 'open-drain' | 'alt' | 'alt-open-drain' | 'analog';
/** The internal resistor that is switched on. */
export type PinPull = 'none' | 'up' | 'down';
export type { Level };

/** Names printed beside the pins of a board's headers. PYBDs have other names, too, and those come first. */
const HEADER = /^[XY]\d+$/;

/** A peripheral's side of an alternate function. */
export interface Alternate {
  /** What the peripheral drives; null: it only listens. */
  readonly drive: Drive | null;
  /** Returns the level that it drives at this moment. */
  level(): Level;
  /** Connects `pin` until `release`. The peripheral calls the pin's `refresh` when its output changes. */
  connect(pin: Pin): void;
  release(pin: Pin): void;
  /** The pin's level has changed from outside. */
  edge(level: Level): void;
  /** Called when it has changed whether somebody counts edges at the pin. */
  watched?(): void;
  /** Called when a frame begins on the pin's wire. The frame will be over at `end`, in ns since power-on. */
  hear?(frame: SerialFrame, end: bigint): void;
}

/** Called with each frame at a place where a wire leaves the board. `from` tells where the frame comes from. */
type FrameListener = (frame: SerialFrame, end: bigint, from: object | null) => void;

/** A pin of the CPU. */
export class Pin implements Line {
  /** 0 or 1, or the mean of a periodic output. */
  readonly level: Signal;
  /** Its names on the board. */
  readonly names: readonly string[];
  /** Number within its port, 0 to 15; also the number of its EXTI line. */
  readonly number: number;
  mode: PinMode = 'in';
  pull: PinPull = 'none';
  /** Index of the alternate function chosen last. */
  af = 0;
  /** The level to which a mechanical contact has closed although nothing pulled the pin to the other one; null if none has since the last reset. */
  unpulled: Level | null = null;
  /** What the program has asked here. */
  readonly asked = new Asked();

  #latch: Level = 0;
  /** The level last reported to those who count edges. */
  #lastTold = 0;
  #alternate: Alternate | null = null;
  readonly #contacts = new Contacts((contact) => {
    if (contact.closesTo !== null) this.#noteContact(contact);
    this.refresh();
  });
  readonly #world = this.#contacts.connect();
  /** Pins at the other ends of wires. */
  readonly #joined = new Set<Pin>();
  /** Pins of other boards to which wires lead from here. */
  readonly #beyond = new Set<Pin>();
  /** Ends of buses that this pin is part of. */
  readonly ends = new Set<object>();
  #edgeListeners: readonly ((level: Level) => void)[] = [];
  readonly #changeListeners: (() => void)[] = [];
  readonly #frameListeners: FrameListener[] = [];
  /** Those who count the edges here. */
  readonly #watchers = new Set<object>();

  /** `alternates` returns the peripheral's side of a signal such as `TIM2_CH1`; null if it is not simulated. */
  constructor(
    readonly description: PinDescription,
    names: readonly string[],
    private readonly alternates: (signal: string) => Alternate | null,
  ) {
    this.names = names;
    this.number = Number(description.cpu.slice(1));
    this.level = new Signal(names.find((name) => HEADER.test(name)) ?? names[0] ?? description.cpu, 0, (level) => this.#told(level));
  }

  /** Port and number, `A13`. */
  get cpu(): string {
    return this.description.cpu;
  }

  /** Port, A is 0. */
  get port(): number {
    return this.cpu.charCodeAt(0) - 65;
  }

  /** The output register; visible outside only while the pin is an output. */
  get latch(): Level {
    return this.#latch;
  }

  /** Changes mode, pull and alternate function. */
  configure(mode: PinMode, pull: PinPull, af = 0): void {
    this.#alternate?.release(this);
    this.#alternate = null;
    this.mode = mode;
    this.pull = pull;
    this.af = af;
    if (mode === 'alt' || mode === 'alt-open-drain') {
      this.#alternate = this.#findAlternate(af);
      this.#alternate?.connect(this);
    }
    this.refresh();
  }

  /** Resets the pin as a reset of the chip does: an input, its output register cleared. */
  reset(): void {
    this.#latch = 0;
    this.unpulled = null;
    this.asked.forget();
    this.configure('in', 'none');
  }

  write(level: Level): void {
    if (level === this.#latch) return;
    this.#latch = level;
    this.refresh();
  }

  /** The level at this moment, as the input register shows it. */
  read(): Level {
    for (const pin of this.net()) if (pin.#isPeriodic()) return (pin.#alternate as Alternate).level();
    return this.level.value > 0 ? 1 : 0;
  }

  /** True if every change of what `read` returns is an event: no fast periodic output drives the pin. */
  get isSteady(): boolean {
    for (const pin of this.net()) if (pin.#isPeriodic()) return false;
    return true;
  }

  connect(closesTo?: Level): Contact {
    return this.#contacts.connect(closesTo);
  }

  /** Sets what the outside world drives besides the connected devices: a level, or nothing (null). */
  drive(level: Level | null): void {
    this.#world.drive(level);
  }

  /** The level that devices and the outside world drive; null if they drive nothing. */
  get driven(): Level | null {
    return this.#contacts.level;
  }

  /** Whether devices or the outside world drive the line, here or at the other ends of its wires. */
  get isDriven(): boolean {
    for (const pin of this.net()) if (pin.driven !== null) return true;
    return false;
  }

  /** Whether the pin itself drives high and low levels now. */
  get isOutput(): boolean {
    return (this.mode === 'out' || this.mode === 'alt') && this.#output() !== null;
  }

  /** Joins two pins by a wire: each takes the level that drives the other. */
  join(other: Pin): void {
    this.#joined.add(other);
    other.#joined.add(this);
    this.#tellWatched();
    this.refresh();
  }

  /** Returns this pin and all pins that wires join to it on this board. */
  net(): Iterable<Pin> {
    if (this.#joined.size === 0) return [this];
    const found = new Set<Pin>([this]);
    for (const pin of found) for (const next of pin.#joined) found.add(next);
    return found;
  }

  /** Joins this pin to one of another board by a wire (`system/board-wire.ts`). */
  joinBeyond(other: Pin): void {
    this.#beyond.add(other);
    other.#beyond.add(this);
  }

  /** Returns this pin and all pins that wires join to it, including those on other boards. */
  reach(): ReadonlySet<Pin> {
    const found = new Set(this.net());
    for (const pin of found) for (const far of pin.#beyond) for (const next of far.net()) found.add(next);
    return found;
  }

  /** Lets `watcher` count the edges here from now on. The edges of a fast periodic output then are events, each at its moment. */
  watch(watcher: object): void {
    if (this.#watchers.has(watcher)) return;
    this.#watchers.add(watcher);
    this.#tellWatched();
  }

  /** Ends that. */
  unwatch(watcher: object): void {
    if (this.#watchers.delete(watcher)) this.#tellWatched();
  }

  /** Whether somebody counts the edges, here or at a pin that a wire joins. */
  get isWatched(): boolean {
    return this.isWatchedBesides(null);
  }

  /** Whether somebody other than `one` does. */
  isWatchedBesides(one: object | null): boolean {
    if (this.#joined.size === 0) return this.#hasWatcherBesides(one);
    for (const pin of this.net()) if (pin.#hasWatcherBesides(one)) return true;
    return false;
  }

  #hasWatcherBesides(one: object | null): boolean {
    return this.#watchers.size > (one !== null && this.#watchers.has(one) ? 1 : 0);
  }

  #tellWatched(): void {
    for (const pin of this.net()) pin.#alternate?.watched?.();
  }

  /** The level of the line apart from what `contact` drives: driven, or pulled up; null if it is neither. */
  offered(contact: Contact): Level | null {
    let level: number | null = null;
    let pull: Level | null = null;
    for (const pin of this.net()) {
      for (const each of [pin.#output(), pin.#contacts.levelWithout(contact)]) if (each !== null) level = Math.min(level ?? 1, each);
      if (pin.pull === 'up') pull = 1;
    }
    return level === null ? pull : level > 0 ? 1 : 0;
  }

  /** Calls `listener` whenever what drives or pulls the line may have changed. */
  onChange(listener: () => void): void {
    this.#changeListeners.push(listener);
  }

  /** Calls `listener` at every edge between the levels 0 and 1; it counts those of a fast output, too. Returns a function that ends this. */
  onEdge(listener: (level: Level) => void): () => void {
    this.hearEdges(listener);
    this.watch(listener);
    return () => {
      this.#edgeListeners = this.#edgeListeners.filter((each) => each !== listener);
      this.unwatch(listener);
    };
  }

  /** The same without counting: `listener` hears the edges of a fast output only while somebody else counts them. */
  hearEdges(listener: (level: Level) => void): void {
    this.#edgeListeners = [...this.#edgeListeners, listener];
  }

  /**
   * Called when a UART begins a frame here (`from` another board, or null if from this one). Everything that reads the wire as a UART does
   * receives the frame whole, wherever the wire leads.
   */
  carry(frame: SerialFrame, end: bigint, from: object | null = null): void {
    for (const pin of this.net()) {
      pin.#alternate?.hear?.(frame, end);
      for (const listener of pin.#frameListeners) listener(frame, end, from);
    }
  }

  /** Calls `listener` whenever a frame begins. */
  onFrame(listener: FrameListener): void {
    this.#frameListeners.push(listener);
  }

  /** Returns the alternate function of this pin that belongs to `peripheral`; undefined if there is none. */
  functionOf(peripheral: string): AlternateFunction | undefined {
    return this.description.functions.find((f) => f.peripheral === peripheral);
  }

  /** Computes the level again, here and on joined pins, after a change of anything that determines it. */
  refresh(): void {
    if (this.#joined.size === 0) this.#update();
    else for (const pin of this.net()) pin.#update();
  }

  #update(): void {
    for (const listener of this.#changeListeners) listener();
    this.level.drive(this.#levelNow());
  }

  /** Called with each new level when the listeners have heard it. */
  #told(level: number): void {
    const isEdge = Number.isInteger(this.#lastTold + level);
    this.#lastTold = level;
    if (!isEdge) return;
    this.#alternate?.edge(level as Level);
    for (const listener of this.#edgeListeners) listener(level as Level);
  }

  /** When a mechanical contact closes: notes whether it makes any difference. */
  #noteContact(contact: Contact): void {
    if (contact.level === null) return;
    const against: PinPull = contact.closesTo === 0 ? 'up' : 'down';
    const isHeld = (pin: Pin): boolean =>
      pin.mode === 'analog' || pin.pull === against || pin.#output() !== null || pin.#contacts.levelWithout(contact) !== null;
    this.unpulled = [...this.net()].some(isHeld) ? null : contact.closesTo;
  }

  #findAlternate(af: number): Alternate | null {
    for (const f of this.description.functions) {
      const found = f.index === af ? this.alternates(`${f.peripheral}_${f.signal}`) : null;
      if (found !== null) return found;
    }
    return null;
  }

  #isPeriodic(): boolean {
    return this.mode === 'alt' && this.#alternate?.drive?.kind === 'periodic';
  }

  #levelNow(): number {
    return this.mode === 'analog' ? 0 : (this.#output() ?? this.#input());
  }

  /** The level that the pin itself drives; null if none. */
  #output(): number | null {
    switch (this.mode) {
      case 'out':
        return this.#latch;
      case 'open-drain':
        return this.#latch === 0 ? 0 : null;
      case 'alt':
        return meanOf(this.#alternate?.drive);
      case 'alt-open-drain':
        return meanOf(this.#alternate?.drive) === 0 ? 0 : null;
      default:
        return null;
    }
  }

  /** The level that others give it. A low level wins. */
  #input(): number {
    let level: number | null = null;
    let pull = 0;
    for (const pin of this.net()) {
      const output = pin === this ? null : pin.#output();
      for (const each of [output, pin.driven]) if (each !== null) level = Math.min(level ?? 1, each);
      if (pin.pull === 'up') pull = 1;
    }
    return level ?? pull;
  }
}
