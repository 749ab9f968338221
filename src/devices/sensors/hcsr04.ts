/**
 * HC-SR04, which measures distances by ultrasound: a pulse on `trigger` makes it shout, and `echo` is high until the echo comes (Elecfreaks user
 * guide). The shout begins when the pulse ends and lasts eight periods of 40 kHz; that `echo` rises a little after it, and falls after 38 ms without
 * an echo, is what people have measured. Not simulated: echoes of an earlier shout, what is seen at an angle.
 */
import type { Contact, Level, Line } from '../../board/pin/line.js';
import { reading } from '../../checks.js';
import { MICROSECOND, MILLISECOND, type Nanos, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';

/** The least pulse that it obeys. */
const PULSE = 10 * MICROSECOND;
/** From its end until the echo is listened for. */
const SHOUT = 450 * MICROSECOND;
/** How long it listens. */
const PATIENCE = 38 * MILLISECOND;
/** Centimetres that it can measure. */
export const HCSR04_RANGE = [2, 400] as const;
/** Degrees Celsius of air in which it works. */
export const HCSR04_CELSIUS = [-15, 70] as const;

const isCelsius = reading('degrees Celsius');
const isDistance = reading('centimetres');

/** Where its wires lead to. */
export interface Hcsr04Wires {
  readonly trigger: Line;
  readonly echo: Line;
}

/** What is in front of it. */
export interface Hcsr04Options {
  /** Centimetres; null: nothing. */
  readonly distance?: number | null;
  /** Of the air, degrees Celsius: sound is faster in warm air. */
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

  /** Centimetres to what is in front of it, null for nothing. What is nearer than 2 cm is taken for 2 cm, and from beyond 4 m no echo comes. */
  get distance(): number | null {
    return this.#distance;
  }

  set distance(centimetres: number | null) {
    if (centimetres !== null) isDistance('distance', centimetres);
    this.#distance = centimetres;
  }

  /** Of the air, degrees Celsius; what is colder than -15 or warmer than 70 is taken for that. */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.#temperature = celsius;
  }

  /** While it measures it hears nothing. */
  #hear(level: Level): void {
    if (level === 1) this.#rose = this.clock.moment();
    else if (this.#rose !== null && this.#alarm.due === Number.POSITIVE_INFINITY && this.clock.now - this.#rose.at >= PULSE)
      this.#alarm.set(this.clock.now + SHOUT);
  }

  /** The echo is listened for, or has come. */
  #listen(): void {
    this.#isListening = !this.#isListening;
    this.#echo.drive(this.#isListening ? 1 : 0);
    if (this.#isListening) this.#alarm.set(this.clock.now + this.#duration);
  }

  /** There and back, at 331.3 m/s and 0.606 m/s more with each degree. */
  get #duration(): Nanos {
    const [least, most] = HCSR04_RANGE;
    if (this.#distance === null || this.#distance > most) return PATIENCE;
    const metres = Math.max(this.#distance, least) / 100;
    const [coldest, warmest] = HCSR04_CELSIUS;
    const celsius = Math.min(Math.max(this.#temperature, coldest), warmest);
    return Math.round(((2 * metres) / (331.3 + 0.606 * celsius)) * SECOND);
  }
}
