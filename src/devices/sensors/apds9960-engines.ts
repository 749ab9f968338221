/**
 * The engines of an APDS-9960 (Broadcom data sheet AV02-4191EN, figures 6 to 13): proximity, gestures, a wait and light run one after the other,
 * each for its own duration. They work on the registers; when an engine has a result, `changed` is called.
 */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';
import { type Swipe, seenOf } from './apds9960-hand.js';
import {
  DURATION,
  ENABLE,
  EXIT_PERSISTENCE,
  FIFO_THRESHOLDS,
  GCONF4,
  GSTATUS,
  LIGHT_GAINS,
  lightPersistence,
  MOST_PER_CYCLE,
  REGISTER,
  STATUS,
} from './apds9960-registers.js';

const FIFO_SIZE = 32;

/** Counts of the light sensors in one cycle at the lowest gain. */
export interface Light {
  readonly clear: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}
const ORDER = ['proximity', 'gesture', 'wait', 'light'] as const;
type Engine = (typeof ORDER)[number];

/** The engines and what they measure. */
export class Apds9960Engines {
  readonly registers = new Uint8Array(256);
  /** Datasets of up, down, left and right. */
  readonly fifo: (readonly number[])[] = [];
  /** The count of the proximity engine, 0 to 255, while no hand moves over the sensor. */
  proximity = 0;
  light: Light = { clear: 0, red: 0, green: 0, blue: 0 };
  readonly #alarm: Alarm;
  #engine: Engine | null = null;
  #swipe: { readonly direction: Swipe; readonly start: Moment; readonly lasts: Nanos } | null = null;
  /** Consecutive results outside the thresholds, and consecutive results that indicate the end of a gesture. */
  #strays = { proximity: 0, light: 0 };
  #ends = 0;

  constructor(
    private readonly clock: WorldTime,
    private readonly changed: () => void,
  ) {
    this.#alarm = clock.alarm(() => this.#done());
  }

  /** Whether one of the bits of a register is set. */
  has(register: number, bits: number): boolean {
    return (this.registers[register] & bits) !== 0;
  }

  /** A hand begins to move over the sensor. */
  swipe(direction: Swipe, lasts: Nanos): void {
    this.#swipe = { direction, start: this.clock.moment(), lasts };
  }

  /** Called when other engines may have been enabled: starts the engines, or stops them. */
  power(): void {
    if (!this.has(REGISTER.ENABLE, ENABLE.PON)) {
      this.#alarm.cancel();
      this.#engine = null;
    } else if (this.#engine === null) this.#run(this.#after('light'));
  }

  /** Returns the engine that runs after another (figures 6 and 7); null if none is enabled. */
  #after(engine: Engine): Engine | null {
    const isOn = (bit: number): boolean => this.has(REGISTER.ENABLE, bit);
    const isGesture = isOn(ENABLE.GEN) && this.has(REGISTER.GCONF4, GCONF4.GMODE);
    if (engine === 'gesture' && isGesture) return engine;
    const wants = { proximity: isOn(ENABLE.PEN), gesture: isGesture, wait: isOn(ENABLE.WEN), light: isOn(ENABLE.AEN) };
    const from = ORDER.indexOf(engine) + 1;
    return [...ORDER.slice(from), ...ORDER.slice(0, from)].find((next) => wants[next]) ?? null;
  }

  #run(engine: Engine | null): void {
    this.#engine = engine;
    if (engine === null) return;
    const r = this.registers;
    const durations = {
      proximity: DURATION.proximity(r[REGISTER.PPULSE]),
      gesture: DURATION.gesture(r[REGISTER.GPULSE], r[REGISTER.GCONF2]),
      wait: DURATION.wait(r[REGISTER.WTIME], r[REGISTER.CONFIG1]),
      light: DURATION.light(r[REGISTER.ATIME]),
    };
    this.#alarm.set(this.clock.now + durations[engine]);
  }

  /** An engine has its result. */
  #done(): void {
    const engine = this.#engine as Engine;
    if (engine === 'proximity') this.#measureProximity();
    else if (engine === 'gesture') this.#measureGesture();
    else if (engine === 'light') this.#measureLight();
    this.changed();
    this.#run(this.#after(engine));
  }

  #measureProximity(): void {
    const r = this.registers;
    const count = Math.max(...this.#seen());
    r[REGISTER.PDATA] = count;
    r[REGISTER.STATUS] |= STATUS.PVALID;
    const isOutside = count < r[REGISTER.PILT] || count > r[REGISTER.PIHT];
    this.#strays.proximity = isOutside ? this.#strays.proximity + 1 : 0;
    const persistence = r[REGISTER.PERS] >> 4;
    if (persistence === 0 || this.#strays.proximity >= persistence) r[REGISTER.STATUS] |= STATUS.PINT;
    if (this.has(REGISTER.ENABLE, ENABLE.GEN) && count >= r[REGISTER.GPENTH]) r[REGISTER.GCONF4] |= GCONF4.GMODE;
  }

  #measureLight(): void {
    const r = this.registers;
    const cycles = 256 - r[REGISTER.ATIME];
    const most = Math.min(cycles * MOST_PER_CYCLE, 0xffff);
    const { clear, red, green, blue } = this.light;
    const counts = [clear, red, green, blue].map((each) =>
      Math.min(Math.round(each * cycles * LIGHT_GAINS[r[REGISTER.CONTROL] & 3]), most),
    );
    for (const [i, count] of counts.entries()) r.set([count & 0xff, count >> 8], REGISTER.CDATA + 2 * i);
    r[REGISTER.STATUS] |= STATUS.AVALID;
    const threshold = (register: number): number => r[register] | (r[register + 1] << 8);
    const isOutside = counts[0] < threshold(REGISTER.AILT) || counts[0] > threshold(REGISTER.AIHT);
    this.#strays.light = isOutside ? this.#strays.light + 1 : 0;
    const persistence = lightPersistence(r[REGISTER.PERS] & 0xf);
    if (persistence === 0 || this.#strays.light >= persistence) r[REGISTER.STATUS] |= STATUS.AINT;
  }

  #measureGesture(): void {
    const r = this.registers;
    const seen = this.#seen();
    if (this.fifo.length < FIFO_SIZE) this.fifo.push(seen);
    else r[REGISTER.GSTATUS] |= GSTATUS.GFOV;
    if (this.fifo.length >= FIFO_THRESHOLDS[r[REGISTER.GCONF1] >> 6]) {
      r[REGISTER.GSTATUS] |= GSTATUS.GVALID;
      r[REGISTER.STATUS] |= STATUS.GINT;
    }
    const isEnd = seen.every((count, i) => count < r[REGISTER.GEXTH] || this.has(REGISTER.GCONF1, 0x20 >> i));
    this.#ends = isEnd ? this.#ends + 1 : 0;
    if (this.#ends < EXIT_PERSISTENCE[r[REGISTER.GCONF1] & 3]) return;
    this.#ends = 0;
    r[REGISTER.GCONF4] &= ~GCONF4.GMODE;
  }

  /** Returns what the four photodiodes see. */
  #seen(): readonly number[] {
    const elapsed = this.#swipe === null ? 0 : this.clock.now - this.#swipe.start.at;
    const { direction, lasts } = this.#swipe ?? { direction: 'up', lasts: 0 };
    const hand = elapsed < lasts ? seenOf(direction, elapsed, lasts) : [0, 0, 0, 0];
    return hand.map((count) => Math.min(Math.max(Math.round(this.proximity + count), 0), 255));
  }
}
