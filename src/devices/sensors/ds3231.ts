/**
 * DS3231, a clock with a calendar, two alarms and a thermometer (Maxim data sheet 19-5170, rev. 10), on a module with a battery that keeps it
 * running and with pull-up resistors at its output. Not simulated: the 32 kHz output, the effect of the aging register, the battery alone.
 */
import type { I2cDevice } from '../../board/i2c/bus.js';
import type { Contact, Level, Line } from '../../board/pin/line.js';
import { reading, whole } from '../../checks.js';
import { MILLISECOND, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Ds3231Time, SECONDS_OF_CENTURY } from './ds3231-time.js';

const REGISTER = { ALARM_1: 0x07, ALARM_2: 0x0b, CONTROL: 0x0e, STATUS: 0x0f, WARMTH: 0x11 } as const;
const REGISTERS = 0x13;
/** Bits of the control register, and those of the status. */
const CONTROL = { CONVERT: 0x20, RATE: 0x18, INTERRUPTS: 0x04, BOTH_ALARMS: 0x03 } as const;
const STATUS = { STOPPED: 0x80, WAVE: 0x08, BUSY: 0x04, BOTH_ALARMS: 0x03 } as const;
/** Values at the very first power-on (tables "Control Register" and "Status Register"). */
const FIRST_CONTROL = 0x1c;
const FIRST_STATUS = STATUS.STOPPED | STATUS.WAVE;
/** Frequencies of the square wave by their code, Hz. */
const RATES = [1, 1024, 4096, 8192];
/** It measures at power-on and every 64 s from then on; each measurement takes 125 ms (typically). */
const INTERVAL = 64n * BigInt(SECOND);
const CONVERSION = BigInt(125 * MILLISECOND);
const WHOLE_SECOND = BigInt(SECOND);
/** The limits of its range, degrees Celsius. */
export const DS3231_CELSIUS = [-40, 85] as const;

const isCelsius = reading('degrees Celsius');
const isTime = whole(0, SECONDS_OF_CENTURY - 1);

/** How it is wired, and its initial state. */
export interface Ds3231Options {
  /** Its output INT/SQW. */
  readonly output?: Line | null;
  /** The time that it shows at the board's power-on, seconds since 2000. Without it the clock has never run, and shows the beginning of 2000. */
  readonly time?: number | undefined;
  /** Degrees Celsius. */
  readonly temperature?: number;
}

/** The clock. */
export class Ds3231 implements I2cDevice {
  readonly address = 0x68;
  readonly #time = new Ds3231Time();
  /** The time as it is read: a copy made at the last start (p. 12). */
  readonly #buffer = new Uint8Array(7);
  /** All registers except those of the time and the temperature. */
  readonly #registers = new Uint8Array(REGISTERS);
  readonly #output: Contact | null;
  readonly #change: Alarm;
  /** When the second that the registers show began, ns since power-on. */
  #since: bigint;
  #at = 0;
  #chooses = false;
  #temperature = 0;
  /** The last measured temperature; null if there is none yet. */
  #measured: number | null = null;
  /** Number of automatic measurements so far, and when a requested measurement will be complete; null if none was requested. */
  #measurements = 0n;
  #measuresUntil: bigint | null = null;

  /** Throws a RangeError for a time of another century. */
  constructor(
    private readonly clock: WorldTime,
    { output = null, time, temperature = 20 }: Ds3231Options = {},
  ) {
    this.#since = clock.elapsed();
    this.#registers[REGISTER.CONTROL] = FIRST_CONTROL;
    this.#registers[REGISTER.STATUS] = time === undefined ? FIRST_STATUS : STATUS.WAVE;
    if (time !== undefined) {
      isTime('time', time);
      this.#time.setTo(time);
    }
    isCelsius('temperature', temperature);
    this.#temperature = temperature;
    this.#change = clock.alarm(() => this.#settle());
    this.#output = output?.connect() ?? null;
    this.#settle();
  }

  /** The temperature that it measures, degrees Celsius. Throws a RangeError for NaN and Infinity. */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.#measure();
    this.#temperature = celsius;
  }

  start(isRead: boolean): boolean {
    this.#chooses = !isRead;
    this.#settle();
    this.#keepTime();
    return true;
  }

  write(byte: number): boolean {
    if (this.#chooses) this.#at = byte % REGISTERS;
    else {
      this.#settle();
      this.#measure();
      this.#set(this.#at, byte);
      this.#settle();
      this.#next();
    }
    this.#chooses = false;
    return true;
  }

  read(): number {
    const at = this.#at;
    this.#measure();
    const value = at < this.#buffer.length ? this.#buffer[at] : at >= REGISTER.WARMTH ? this.#warmth(at) : this.#registers[at];
    this.#next();
    return value as number;
  }

  stop(): void {}

  #next(): void {
    this.#at = (this.#at + 1) % REGISTERS;
    if (this.#at === 0) this.#keepTime();
  }

  #keepTime(): void {
    this.#settle();
    for (const register of this.#buffer.keys()) this.#buffer[register] = this.#time.get(register);
  }

  #set(register: number, value: number): void {
    const registers = this.#registers;
    if (register < this.#buffer.length) {
      this.#time.set(register, value);
      // Writing the seconds begins a new second.
      if (register === 0) this.#since = this.clock.elapsed();
    } else if (register === REGISTER.CONTROL) {
      if (value & CONTROL.CONVERT) this.#measuresUntil ??= this.clock.elapsed() + CONVERSION;
      registers[register] = this.#measuresUntil === null ? value : value | CONTROL.CONVERT;
    } else if (register === REGISTER.STATUS) {
      // Flags can be cleared, but not set; BUSY cannot be written.
      const flags = STATUS.STOPPED | STATUS.BOTH_ALARMS;
      registers[register] = ((registers[register] as number) & value & flags) | (value & STATUS.WAVE);
    } else if (register < REGISTER.WARMTH) registers[register] = value;
  }

  /** Counts the seconds that have passed, sets the flags of alarms that have come, drives the output, and schedules its next change. */
  #settle(): void {
    const passed = Number((this.clock.elapsed() - this.#since) / WHOLE_SECOND);
    if (passed > 0) {
      for (const [flag, alarm] of this.#alarms.entries()) {
        const next = this.#time.next(alarm);
        if (next !== null && next <= passed) (this.#registers[REGISTER.STATUS] as number) |= 1 << flag;
      }
      this.#time.advance(passed);
      this.#since += BigInt(passed) * WHOLE_SECOND;
    }
    if (this.#output !== null) this.#drive(this.#output);
  }

  get #alarms() {
    const [second, minute, hour, day, minute2, hour2, day2] = this.#registers.subarray(REGISTER.ALARM_1) as unknown as readonly number[];
    return [[second, minute, hour, day] as const, [0, minute2, hour2, day2] as const] as const;
  }

  #drive(output: Contact): void {
    const control = this.#registers[REGISTER.CONTROL] as number;
    const phase = Number(this.clock.elapsed() - this.#since);
    this.#change.cancel();
    if (control & CONTROL.INTERRUPTS) {
      const enabled = control & CONTROL.BOTH_ALARMS;
      const isOn = (enabled & (this.#registers[REGISTER.STATUS] as number)) !== 0;
      output.drive(isOn ? 0 : 1);
      if (isOn) return;
      const coming = this.#alarms.flatMap((alarm, flag) => (enabled & (1 << flag) ? (this.#time.next(alarm) ?? []) : []));
      if (coming.length > 0) this.#change.set(this.clock.now + Math.min(...coming) * SECOND - phase);
    } else {
      // Low in the first half of each period (p. 12). Half a period is not a whole number of nanoseconds.
      const half = SECOND / 2 / (RATES[(control & CONTROL.RATE) >> 3] as number);
      const halves = Math.floor((phase + 1 / 2) / half);
      output.drive((halves % 2) as Level);
      this.#change.set(this.clock.now + Math.round((halves + 1) * half) - phase);
    }
  }

  /** Accounts for the measurements completed by now. To be called before the temperature changes. */
  #measure(): void {
    const now = this.clock.elapsed();
    const status = this.#registers[REGISTER.STATUS] as number;
    const measurements = (now + INTERVAL - CONVERSION) / INTERVAL;
    if (measurements > this.#measurements) this.#measured = this.#temperature;
    this.#measurements = measurements;
    if (this.#measuresUntil !== null && now >= this.#measuresUntil) {
      this.#measuresUntil = null;
      this.#measured = this.#temperature;
      (this.#registers[REGISTER.CONTROL] as number) &= ~CONTROL.CONVERT;
    }
    this.#registers[REGISTER.STATUS] = this.#measuresUntil === null ? status & ~STATUS.BUSY : status | STATUS.BUSY;
  }

  /** Returns a byte of the measured temperature: quarters of a degree in the upper ten bits of two bytes. */
  #warmth(register: number): number {
    const [least, most] = DS3231_CELSIUS;
    const quarters = Math.round(4 * Math.min(Math.max(this.#measured ?? this.#temperature, least), most));
    return register === REGISTER.WARMTH ? (quarters >> 2) & 0xff : (quarters & 3) << 6;
  }
}
