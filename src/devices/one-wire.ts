/**
 * The bus side of a one-wire device (Maxim application note 126, DS18B20 data sheet, "1-Wire bus system"): slots, bytes, and finding a
 * device by its number among several on one pin. Subclasses say what the device does once it has been chosen.
 */
import type { Contact, Line } from '../board/pin/line.js';
import { MICROSECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Moment } from '../sim/moment.js';
import type { WorldTime } from '../sim/world-time.js';

/** A low of at least this length is a reset: the 480 µs required of a controller, with tolerance. */
const RESET = 400 * MICROSECOND;
/** After a reset: delay until the device's presence pulse, and length of that pulse. */
const BEFORE_PRESENCE = 30 * MICROSECOND;
const PRESENCE = 120 * MICROSECOND;
/** After the beginning of a slot: when the device samples the line, and until when it holds the line low to send a 0. */
const SAMPLE = 30 * MICROSECOND;
/** Commands that choose devices. */
const ROM = { SEARCH: 0xf0, ALARM_SEARCH: 0xec, READ: 0x33, MATCH: 0x55, SKIP: 0xcc } as const;

/** Returns the checksum of bytes: x⁸ + x⁵ + x⁴ + 1 (Maxim application note 27). */
export function crc8(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8c : crc >> 1;
  }
  return crc;
}

/** A device's exchange of bits after a reset. */
type Talk = Generator<'read' | 0 | 1, void, number>;

/** A device: its number, and what it does once it is chosen. `yield 'read'` receives the next bit, `yield 0` and `yield 1` send one. */
export abstract class OneWireDevice {
  readonly #contact: Contact;
  readonly #alarm: Alarm;
  #talk: Talk | null = null;
  #wants: 'read' | 0 | 1 = 'read';
  #then: () => void = () => {};
  #fell: Moment;

  constructor(
    private readonly line: Line,
    protected readonly clock: WorldTime,
    /** Its number: family, a serial number of six bytes, checksum. */
    readonly rom: Uint8Array,
  ) {
    this.#contact = line.connect();
    this.#contact.drive(1); // Stands for the bus's pull-up resistor.
    this.#alarm = clock.alarm(() => this.#then());
    this.#fell = clock.moment();
    line.onEdge((level) => (level === 0 ? this.#slot() : this.#rise()));
  }

  /** Whether it has an alarm to report. */
  protected abstract readonly alarms: boolean;

  /** What it does after it has been chosen, bit by bit. */
  protected abstract serve(): Talk;

  /** Receives bytes. */
  protected *take(count: number): Generator<'read', Uint8Array, number> {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count * 8; i++) bytes[i >> 3] |= (yield 'read') << (i & 7);
    return bytes;
  }

  /** Sends bytes. */
  protected *give(bytes: Uint8Array): Generator<0 | 1, void, number> {
    for (let i = 0; i < bytes.length * 8; i++) yield ((bytes[i >> 3] >> (i & 7)) & 1) as 0 | 1;
  }

  #later(delay: number, action: () => void): void {
    this.#then = action;
    this.#alarm.set(this.clock.now + delay);
  }

  /** The line falls: the controller begins a slot or a reset. */
  #slot(): void {
    if (this.#contact.level === 0) return;
    this.#fell = this.clock.moment();
    if (this.#talk === null) return;
    if (this.#wants === 0) this.#contact.drive(0);
    this.#later(SAMPLE, () => this.#sample());
  }

  #sample(): void {
    this.#contact.drive(1);
    const level = this.line.level.value === 0 ? 0 : 1;
    this.#next(this.#wants === 'read' ? level : 0);
  }

  #rise(): void {
    if (this.clock.now - this.#fell.at < RESET) return;
    this.#talk = null;
    this.#later(BEFORE_PRESENCE, () => {
      this.#contact.drive(0);
      this.#later(PRESENCE, () => {
        this.#fell = this.clock.moment();
        this.#contact.drive(1);
        this.#talk = this.#choose();
        this.#next(0);
      });
    });
  }

  #next(bit: number): void {
    const step = this.#talk?.next(bit);
    if (step === undefined || step.done) this.#talk = null;
    else this.#wants = step.value;
  }

  /** Handles the command with which every exchange begins (DS18B20 data sheet, "ROM commands"). */
  *#choose(): Talk {
    const [command] = yield* this.take(1);
    if (command === ROM.READ) yield* this.give(this.rom);
    else if (command === ROM.MATCH) {
      const wanted = yield* this.take(this.rom.length);
      if (wanted.some((byte, i) => byte !== this.rom[i])) return;
    } else if (command === ROM.SEARCH || (command === ROM.ALARM_SEARCH && this.alarms)) {
      if (!(yield* this.#search())) return;
    } else if (command !== ROM.SKIP) return;
    yield* this.serve();
  }

  /** Sends each bit of its number and the bit's complement, and continues if the controller chooses that bit. Returns false if it does not. */
  *#search(): Generator<'read' | 0 | 1, boolean, number> {
    for (let i = 0; i < this.rom.length * 8; i++) {
      const bit = ((this.rom[i >> 3] >> (i & 7)) & 1) as 0 | 1;
      yield bit;
      yield (1 - bit) as 0 | 1;
      if ((yield 'read') !== bit) return false;
    }
    return true;
  }
}
