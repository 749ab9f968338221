/**
 * PCA8574 and PCA8574A, an expander with eight ports (NXP data sheet, rev. 3). A port to which 1 is written is an input with a weak
 * pull-up; a port to which 0 is written pulls low (§7.1). Not simulated: the strong pull-up during a write, the microseconds of the interrupt.
 */
import { type I2cDevice, isI2cAddress } from '../board/i2c/bus.js';
import { type Contact, Contacts, type Level, type Line } from '../board/pin/line.js';
import { Signal } from '../sim/signal.js';

const PORTS = 8;

/** One port. */
class Port implements Line {
  readonly level: Signal;
  #latch: Level = 1;
  readonly #contacts = new Contacts(() => this.#update());
  #listeners: readonly ((level: Level) => void)[] = [];

  constructor(name: string) {
    this.level = new Signal(name, 1);
  }

  write(level: Level): void {
    this.#latch = level;
    this.#update();
  }

  connect(): Contact {
    return this.#contacts.connect();
  }

  onEdge(listener: (level: Level) => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
  }

  #update(): void {
    const level = this.#latch === 0 ? 0 : (this.#contacts.level ?? 1);
    if (level === this.level.value) return;
    this.level.drive(level);
    for (const listener of this.#listeners) listener(level);
  }
}

/** Address and wiring of the expander. */
export interface Pca8574Options {
  /** 0x20 to 0x27 for a PCA8574, 0x38 to 0x3f for a PCA8574A, as set by its pins A0 to A2. */
  readonly address?: number;
  /** The line that its interrupt output is connected to; the line needs a pull-up. */
  readonly interrupt?: Line | null;
  /** Its ports' signals are called `name.P0` and so on. */
  readonly name?: string;
}

/** The chip. */
export class Pca8574 implements I2cDevice {
  readonly address: number;
  /** P0 to P7. */
  readonly ports: readonly Line[];
  readonly #ports: readonly Port[];
  readonly #interrupt: Contact | null;
  /** The levels when they were last read or written. */
  #known = 0xff;

  constructor({ address = 0x20, interrupt = null, name = 'PCA8574' }: Pca8574Options = {}) {
    isI2cAddress('address', address);
    this.address = address;
    this.#interrupt = interrupt?.connect() ?? null;
    this.#ports = Array.from({ length: PORTS }, (_, i) => new Port(`${name}.P${i}`));
    this.ports = this.#ports;
    for (const port of this.ports) port.onEdge(() => this.#signal());
  }

  /** The levels of the ports, P0 lowest. */
  get levels(): number {
    return this.#ports.reduce((levels, port, i) => levels | (port.level.value << i), 0);
  }

  start(): boolean {
    return true;
  }

  /** Each written byte appears at the ports (§8.2). */
  write(byte: number): boolean {
    for (const [i, port] of this.#ports.entries()) port.write(((byte >> i) & 1) as Level);
    this.#settle();
    return true;
  }

  /** Each byte shows the levels at the moment when it is read (§8.2). */
  read(): number {
    this.#settle();
    return this.#known;
  }

  stop(): void {}

  #settle(): void {
    this.#known = this.levels;
    this.#signal();
  }

  /** The interrupt output is low while the levels differ from those last read or written (§8.4). */
  #signal(): void {
    this.#interrupt?.drive(this.levels === this.#known ? null : 0);
  }
}
