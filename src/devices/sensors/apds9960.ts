/**
 * APDS-9960, a sensor of proximity, light and gestures, on I2C (Broadcom data sheet AV02-4191EN). Not simulated: gains, currents and
 * offsets of proximity and gestures, their saturation; sleep after an interrupt.
 */
import type { I2cDevice } from '../../board/i2c/bus.js';
import type { Contact, Line } from '../../board/pin/line.js';
import { MILLISECOND, type Nanos } from '../../execution.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Apds9960Engines, type Light } from './apds9960-engines.js';
import type { Swipe } from './apds9960-hand.js';
import { AT_POWER_ON, ENABLE, GCONF4, REGISTER, STATUS } from './apds9960-registers.js';

/** How long a hand takes by default. */
const SWIPE: Nanos = 150 * MILLISECOND;

/** The sensor. Its interrupt output, if connected, needs a pull-up. */
export class Apds9960 implements I2cDevice {
  readonly address = 0x39;
  readonly #engines: Apds9960Engines;
  readonly #registers: Uint8Array;
  readonly #interrupt: Contact | null;
  #selected = 0;
  #selects = false;

  constructor(clock: WorldTime, { interrupt = null }: { readonly interrupt?: Line | null } = {}) {
    this.#engines = new Apds9960Engines(clock, () => this.#signal());
    this.#registers = this.#engines.registers;
    for (const [register, value] of AT_POWER_ON) this.#registers[register] = value;
    this.#interrupt = interrupt?.connect() ?? null;
  }

  /** The count of the proximity engine, 0 to 255, while no hand moves over the sensor. */
  get proximity(): number {
    return this.#engines.proximity;
  }

  set proximity(count: number) {
    this.#engines.proximity = count;
  }

  /** What the light sensors count. */
  get light(): Light {
    return this.#engines.light;
  }

  set light(light: Light) {
    this.#engines.light = light;
  }

  /** A hand begins to move over the sensor. */
  swipe(direction: Swipe, lasts: Nanos = SWIPE): void {
    this.#engines.swipe(direction, lasts);
  }

  start(isRead: boolean): boolean {
    this.#selects = !isRead;
    return true;
  }

  write(byte: number): boolean {
    if (this.#selects) this.#select(byte);
    else this.#set(this.#selected++ & 0xff, byte);
    this.#selects = false;
    return true;
  }

  read(): number {
    const register = this.#selected;
    this.#selected = register === REGISTER.LAST ? REGISTER.GFIFO : register + 1;
    if (register >= REGISTER.GFIFO) return this.#readFifo(register - REGISTER.GFIFO);
    if (register === REGISTER.PDATA) this.#registers[REGISTER.STATUS] &= ~STATUS.PVALID;
    if (register === REGISTER.CDATA) this.#registers[REGISTER.STATUS] &= ~STATUS.AVALID;
    return register === REGISTER.GFLVL ? this.#engines.fifo.length : this.#registers[register];
  }

  stop(): void {}

  /** Selects a register. Selecting some addresses already has an effect. */
  #select(register: number): void {
    this.#selected = register;
    const status = this.#registers[REGISTER.STATUS];
    if (register === REGISTER.PICLEAR) this.#registers[REGISTER.STATUS] = status & ~STATUS.PINT;
    else if (register === REGISTER.CICLEAR) this.#registers[REGISTER.STATUS] = status & ~STATUS.AINT;
    else if (register === REGISTER.AICLEAR) this.#registers[REGISTER.STATUS] = status & ~(STATUS.PINT | STATUS.AINT);
    else if (register === REGISTER.IFORCE) this.#registers[REGISTER.STATUS] = status | STATUS.PINT;
    this.#signal();
  }

  #set(register: number, value: number): void {
    if (register >= REGISTER.ID && register <= REGISTER.PDATA) return;
    this.#registers[register] = value;
    if (register === REGISTER.GCONF4 && value & GCONF4.GFIFO_CLR) {
      this.#engines.fifo.length = 0;
      this.#registers[register] &= ~GCONF4.GFIFO_CLR;
      this.#registers[REGISTER.GSTATUS] = 0;
    }
    if (register === REGISTER.ENABLE || register === REGISTER.GCONF4) this.#engines.power();
    this.#signal();
  }

  /** Reading the last of the four counts removes the dataset. */
  #readFifo(diode: number): number {
    const count = this.#engines.fifo[0]?.[diode] ?? 0;
    if (diode < 3) return count;
    this.#engines.fifo.shift();
    if (this.#engines.fifo.length > 0) return count;
    this.#registers[REGISTER.STATUS] &= ~STATUS.GINT;
    if (!this.#engines.has(REGISTER.GCONF4, GCONF4.GMODE)) this.#registers[REGISTER.GSTATUS] = 0;
    this.#signal();
    return count;
  }

  /** The interrupt output is low while an interrupt that is enabled is pending. */
  #signal(): void {
    const isOn = (flag: number, register: number, enable: number): boolean =>
      this.#engines.has(REGISTER.STATUS, flag) && this.#engines.has(register, enable);
    const asks =
      isOn(STATUS.PINT, REGISTER.ENABLE, ENABLE.PIEN) ||
      isOn(STATUS.AINT, REGISTER.ENABLE, ENABLE.AIEN) ||
      isOn(STATUS.GINT, REGISTER.GCONF4, GCONF4.GIEN);
    this.#interrupt?.drive(asks ? 0 : null);
  }
}
