/**
 * BME280 and BMP280, sensors of temperature and pressure and, the BME280 only, humidity, on I2C (Bosch BST-BME280-DS002, rev. 1.6;
 * BST-BMP280-DS001, rev. 1.14). The readings that drivers compute equal the conditions in the world within the chip's resolution. Not simulated:
 * noise, the SPI bus, the time for copying the calibration.
 */
import { type I2cDevice, isI2cAddress } from '../../board/i2c/bus.js';
import { choice, reading } from '../../checks.js';
import { MILLISECOND } from '../../execution.js';
import type { WorldTime } from '../../sim/world-time.js';
import { calibrationAt88, calibrationAtE1, fine, rawHumidity, rawPressure, rawTemperature } from './bme280-calibration.js';

const REGISTER = {
  CALIBRATION: 0x88,
  ID: 0xd0,
  RESET: 0xe0,
  MORE_CALIBRATION: 0xe1,
  CONTROL_HUMIDITY: 0xf2,
  STATUS: 0xf3,
  CONTROL: 0xf4,
  CONFIG: 0xf5,
  PRESSURE: 0xf7,
  TEMPERATURE: 0xfa,
  HUMIDITY: 0xfd,
} as const;
const IDS = { BME280: 0x60, BMP280: 0x58 } as const;
const RESET_CODE = 0xb6;
const MEASURING = 0x08;
/** Modes; a mode that is neither of these is forced mode. */
const ASLEEP = 0;
const NORMAL = 3;
/** How often a quantity is measured for one result, by its code. */
const OVERSAMPLING = [0, 1, 2, 4, 8, 16, 16, 16];
/** Pauses between measurements, by their code, ms (§5.4.6; BMP280 §4.3.5). */
const PAUSES = { BME280: [0.5, 62.5, 125, 250, 500, 1000, 10, 20], BMP280: [0.5, 62.5, 125, 250, 500, 1000, 2000, 4000] } as const;
/** Coefficients of the filter, by their code (§3.4.4). */
const FILTERS = [1, 2, 4, 8, 16, 16, 16, 16];
/** What the data registers hold for a quantity that is not measured. */
const SKIPPED = 0x80000;
/** The limits of their scales. */
export const BME280_SCALES = { temperature: [-40, 85], pressure: [300, 1100], humidity: [0, 100] } as const;

type Quantity = keyof typeof BME280_SCALES;

const isModel = choice(...Object.keys(IDS));
const CHECKS = { temperature: reading('degrees Celsius'), pressure: reading('hectopascals'), humidity: reading('percent') } as const;

/** The model, and the conditions that it measures. */
export interface Bme280Options {
  readonly model?: keyof typeof IDS;
  /** 0x76 or 0x77. */
  readonly address?: number;
  /** Degrees Celsius. */
  readonly temperature?: number;
  /** Hectopascals. */
  readonly pressure?: number;
  /** Percent of relative humidity. */
  readonly humidity?: number;
}

/**
 * The sensor. The conditions that it measures are set by properties, which throw a RangeError for NaN and Infinity. Beyond the limits of its
 * scales it reports the limits.
 */
export class Bme280 implements I2cDevice {
  readonly address: number;
  readonly #model: keyof typeof IDS;
  readonly #felt: Record<Quantity, number>;
  readonly #registers = new Uint8Array(0x100);
  #at = 0;
  /** Whether the next written byte selects a register, rather than being its value. Bytes are written in such pairs (§6.2.1). */
  #choosesRegister = true;
  /** CONTROL_HUMIDITY as it was at the last write to CONTROL, which puts it into effect. */
  #humidityCode = 0;
  /** When the present series of measurements began, ns since power-on, and how many of them are complete. */
  #began = 0n;
  #measured = 0;
  /** Output of the filter; null if it has had no input. */
  #filtered: { temperature: number; pressure: number } | null = null;

  constructor(
    private readonly clock: WorldTime,
    { model = 'BME280', address = 0x76, temperature = 20, pressure = 1013.25, humidity = 50 }: Bme280Options = {},
  ) {
    isModel('model', model);
    isI2cAddress('address', address);
    this.#model = model;
    this.address = address;
    this.#felt = { temperature: 0, pressure: 0, humidity: 0 };
    this.#reset();
    this.temperature = temperature;
    this.pressure = pressure;
    this.humidity = humidity;
  }

  get temperature(): number {
    return this.#felt.temperature;
  }

  set temperature(celsius: number) {
    this.#feel('temperature', celsius);
  }

  get pressure(): number {
    return this.#felt.pressure;
  }

  set pressure(hectopascals: number) {
    this.#feel('pressure', hectopascals);
  }

  get humidity(): number {
    return this.#felt.humidity;
  }

  set humidity(percent: number) {
    this.#feel('humidity', percent);
  }

  /** All bytes that are read in one transaction are of one measurement (§4). */
  start(): boolean {
    this.#choosesRegister = true;
    this.#settle();
    return true;
  }

  write(byte: number): boolean {
    if (this.#choosesRegister) this.#at = byte;
    else this.#set(this.#at, byte);
    this.#choosesRegister = !this.#choosesRegister;
    return true;
  }

  read(): number {
    const byte = this.#registers[this.#at] as number;
    this.#at = (this.#at + 1) & 0xff;
    return byte;
  }

  stop(): void {}

  #feel(what: Quantity, value: number): void {
    CHECKS[what](what, value);
    this.#settle();
    this.#felt[what] = value;
  }

  #reset(): void {
    const registers = this.#registers.fill(0);
    registers.set(calibrationAt88(), REGISTER.CALIBRATION);
    registers[REGISTER.ID] = IDS[this.#model];
    if (this.#model === 'BME280') registers.set(calibrationAtE1(), REGISTER.MORE_CALIBRATION);
    this.#humidityCode = 0;
    this.#filtered = null;
    this.#show(SKIPPED, SKIPPED, SKIPPED >> 4);
  }

  #set(register: number, value: number): void {
    this.#settle();
    if (register === REGISTER.RESET) {
      if (value === RESET_CODE) this.#reset();
    } else if (register === REGISTER.CONTROL_HUMIDITY && this.#model === 'BME280') this.#registers[register] = value & 7;
    else if (register === REGISTER.CONTROL) {
      this.#registers[register] = value;
      this.#humidityCode = this.#registers[REGISTER.CONTROL_HUMIDITY] as number;
      this.#begin();
    } else if (register === REGISTER.CONFIG) {
      this.#registers[register] = value & 0xfd;
      this.#begin();
    }
  }

  /** Restarts measuring, if the mode is one that measures. */
  #begin(): void {
    this.#began = this.clock.elapsed();
    this.#measured = 0;
    this.#settle();
  }

  get #mode(): number {
    return (this.#registers[REGISTER.CONTROL] as number) & 3;
  }

  get #codes() {
    const control = this.#registers[REGISTER.CONTROL] as number;
    return { temperature: control >> 5, pressure: (control >> 2) & 7, humidity: this.#humidityCode };
  }

  /** How long a measurement takes, ns (§9.1, typical). */
  get #duration(): bigint {
    const { temperature, pressure, humidity } = this.#codes;
    const times = (code: number): number => OVERSAMPLING[code] as number;
    const ofOne = (code: number): number => (times(code) > 0 ? 2 * times(code) + 0.5 : 0);
    return BigInt((1 + 2 * times(temperature) + ofOne(pressure) + ofOne(humidity)) * MILLISECOND);
  }

  /** Accounts for the measurements completed by now, and shows in the status whether one is running. */
  #settle(): void {
    const passed = this.clock.elapsed() - this.#began;
    const duration = this.#duration;
    let isMeasuring = false;
    if (this.#mode === NORMAL) {
      const code = (this.#registers[REGISTER.CONFIG] as number) >> 5;
      const period = duration + BigInt((PAUSES[this.#model][code] as number) * MILLISECOND);
      const over = Number((passed - duration + period) / period);
      this.#measure(over - this.#measured);
      this.#measured = over;
      isMeasuring = passed % period < duration;
    } else if (this.#mode !== ASLEEP) {
      isMeasuring = passed < duration;
      if (!isMeasuring) {
        this.#measure(1);
        (this.#registers[REGISTER.CONTROL] as number) &= ~3;
      }
    }
    this.#registers[REGISTER.STATUS] = isMeasuring ? MEASURING : 0;
  }

  /** Accounts for `count` measurements, during which the world has not changed. */
  #measure(count: number): void {
    if (count <= 0) return;
    const codes = this.#codes;
    const coefficient = FILTERS[((this.#registers[REGISTER.CONFIG] as number) >> 2) & 7] as number;
    const share = ((coefficient - 1) / coefficient) ** count;
    const filter = (quantity: 'temperature' | 'pressure', raw: number): number => {
      const before = this.#filtered?.[quantity] ?? raw;
      return raw + (before - raw) * share;
    };
    // Without the filter, the resolution of a number depends on its oversampling (§3.4.1).
    const lost = (code: number): number => (coefficient === 1 ? 2 ** (5 - Math.min(code, 5)) : 1);
    const rounded = (value: number, code: number): number => Math.round(value / lost(code)) * lost(code);
    // The raw numbers depend on the measured temperature, not on the filtered one.
    const felt = rounded(rawTemperature(this.#within('temperature')), codes.temperature);
    const temperature = filter('temperature', felt);
    const pressure = filter('pressure', rawPressure(100 * this.#within('pressure'), fine(felt)));
    const humidity = rawHumidity(this.#within('humidity'), fine(felt));
    this.#filtered = coefficient === 1 ? null : { temperature, pressure };
    this.#show(
      codes.temperature === 0 ? SKIPPED : rounded(temperature, codes.temperature),
      codes.pressure === 0 ? SKIPPED : rounded(pressure, codes.pressure),
      codes.humidity === 0 ? SKIPPED >> 4 : humidity,
    );
  }

  #within(what: Quantity): number {
    const [least, most] = BME280_SCALES[what];
    return Math.min(Math.max(this.#felt[what], least), most);
  }

  /** Writes the data registers: twenty bits in three bytes, highest first; humidity has sixteen bits in two bytes. */
  #show(temperature: number, pressure: number, humidity: number): void {
    const three = (raw: number): number[] => [raw >> 12, (raw >> 4) & 0xff, (raw << 4) & 0xf0];
    this.#registers.set(three(pressure), REGISTER.PRESSURE);
    this.#registers.set(three(temperature), REGISTER.TEMPERATURE);
    if (this.#model === 'BME280') this.#registers.set([humidity >> 8, humidity & 0xff], REGISTER.HUMIDITY);
  }
}
