/**
 * HC-SR04, which measures distances by ultrasound: a pulse on `trigger` makes it send a burst, and `echo` is high until the echo comes
 * (Elecfreaks user guide). The burst begins when the pulse ends and lasts eight periods of 40 kHz. According to users' measurements, `echo`
 * rises a little after the burst, and falls after 38 ms without an echo. Not simulated: echoes of an earlier burst, objects at an angle.
 */
import type { Contact, Level, Line } from '../../board/pin/line.js';
import { reading } from '../../checks.js';
import { MICROSECOND, MILLISECOND, type Nanos, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';

/** The shortest pulse that it obeys. */
const PULSE = 10 * MICROSECOND;
/** From the end of the pulse until it listens for the echo. */
const SHOUT = 450 * MICROSECOND;
/** How long it listens for an echo. */
const PATIENCE = 38 * MILLISECOND;
/** Distances that it can measure, centimetres. */
export const HCSR04_RANGE = [2, 400] as const;
/** Air temperatures in which it works, degrees Celsius. */
export const HCSR04_CELSIUS = [-15, 70] as const;

const isCelsius = reading('degrees Celsius');
const isDistance = reading('centimetres');

/** The lines that its wires are connected to. */
export interface Hcsr04Wires {
  readonly trigger: Line;
  readonly echo: Line;
}

/** What is in front of it. */
export interface Hcsr04Options {
  /** Distance of the object, centimetres; null if there is none. */
  readonly distance?: number | null;
  /** Temperature of the air, degrees Celsius: sound is faster in warm air. */
  readonly temperature?: number;
}

/** The sensor. */
export class Hcsr04 {
  #distance: number | null = null;
  #temperature = 0;
  readonly #echo: Contact;
  readonly #alarm: Alarm;
  #rose: Moment | null = null;
  #isListening = false;

  constructor(
    wires: Hcsr04Wires,
    private readonly clock: WorldTime,
    { distance = 100, temperature = 20 }: Hcsr04Options = {},
  ) {
    this.distance = distance;
    this.temperature = temperature;
    this.#echo = wires.echo.connect();
    this.#echo.drive(0);
    this.#alarm = clock.alarm(() => this.#listen());
    wires.trigger.onEdge((level) => this.#hear(level));
  }

  /** Distance of the object in front of it, centimetres; null if there is none. Less than 2 cm counts as 2 cm; beyond 4 m there is no echo. */
  get distance(): number | null {
    return this.#distance;
  }

  set distance(centimetres: number | null) {
    if (centimetres !== null) isDistance('distance', centimetres);
    this.#distance = centimetres;
  }

  /** Temperature of the air, degrees Celsius; below -15 counts as -15, above 70 as 70. */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.#temperature = celsius;
  }

  /** While it measures, it ignores further pulses. */
  #hear(level: Level): void {
    if (level === 1) this.#rose = this.clock.moment();
    else if (this.#rose !== null && this.#alarm.due === Number.POSITIVE_INFINITY && this.clock.now - this.#rose.at >= PULSE)
      this.#alarm.set(this.clock.now + SHOUT);
  }

  /** Begins to listen for the echo, or stops because it has come or time is up. */
  #listen(): void {
    this.#isListening = !this.#isListening;
    this.#echo.drive(this.#isListening ? 1 : 0);
    if (this.#isListening) this.#alarm.set(this.clock.now + this.#duration);
  }

  /** How long the sound takes there and back, at 331.3 m/s plus 0.606 m/s per degree Celsius. */
  get #duration(): Nanos {
    const [least, most] = HCSR04_RANGE;
    if (this.#distance === null || this.#distance > most) return PATIENCE;
    const metres = Math.max(this.#distance, least) / 100;
    const [coldest, warmest] = HCSR04_CELSIUS;
    const celsius = Math.min(Math.max(this.#temperature, coldest), warmest);
    return Math.round(((2 * metres) / (331.3 + 0.606 * celsius)) * SECOND);
  }
}
