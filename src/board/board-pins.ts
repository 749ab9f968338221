/** The pins of a board by their names, with what wires connect there: analogue voltages, and the ends of buses. */

import { shown } from '../checks.js';
import type { Clock } from '../sim/clock.js';
import { AnaloguePin } from './analogue.js';
import type { BoardDescription } from './boards.js';
import { I2cBus } from './i2c/bus.js';
import { I2cWires } from './i2c/wires.js';
import { type Alternate, Pin } from './pin/pin.js';
import type { Pinout } from './pin/pinout.js';
import { SpiWires } from './spi/wires.js';

/** The pins of one board. Methods that take a name throw if no pin has it, except `find`. */
export class BoardPins {
  /** By the CPU's name, such as `A13`. */
  readonly byCpu: ReadonlyMap<string, Pin>;
  /** By the name on the board, such as `X1`. */
  readonly byName: ReadonlyMap<string, Pin>;
  readonly #analogue = new Map<Pin, AnaloguePin>();
  /** By the names of their pins. */
  readonly #spi = new Map<string, SpiWires>();
  readonly #i2c = new Map<string, I2cWires>();

  /** `alternate` returns the peripheral's side of a pin's alternate function, given its name; null if it is not simulated. */
  constructor(
    private readonly description: BoardDescription,
    private readonly clock: Clock,
    alternate: (signal: string) => Alternate | null,
  ) {
    const { pinout } = description;
    const names = namesByPin(pinout);
    this.byCpu = new Map(pinout.pins.map((pin) => [pin.cpu, new Pin(pin, names.get(pin.cpu) ?? [], alternate)]));
    this.byName = new Map([...pinout.names].map(([name, cpu]) => [name, this.cpu(cpu)]));
  }

  /** Returns the pin with this name on the board, otherwise the one with this name of the CPU; undefined if there is none. */
  find(name: string): Pin | undefined {
    return this.byName.get(name) ?? this.byCpu.get(name);
  }

  /** Returns a pin that is given itself, or by its name. */
  given(which: Pin | string): Pin {
    const pin = typeof which === 'string' ? this.find(which) : which;
    if (!(pin instanceof Pin)) throw this.#unknown(which);
    return pin;
  }

  /** Returns the pin with this name of the CPU. */
  cpu(name: string): Pin {
    const pin = this.byCpu.get(name);
    if (pin === undefined) throw this.#unknown(name);
    return pin;
  }

  #unknown(name: unknown): Error {
    return new Error(`${this.description.name} has no pin ${typeof name === 'string' ? name : shown(name)}`);
  }

  /** Returns the pin of a channel of ADC1; undefined if the channel has none. */
  adc(channel: number): Pin | undefined {
    for (const pin of this.byCpu.values()) {
      const { adc } = pin.description;
      if (adc?.channel === channel && adc.units.includes('1')) return pin;
    }
    return undefined;
  }

  /** Returns the analogue side of a pin. */
  analogue(which: Pin | string): AnaloguePin {
    const pin = this.given(which);
    let analogue = this.#analogue.get(pin);
    if (analogue === undefined) {
      analogue = new AnaloguePin(pin, this.clock);
      this.#analogue.set(pin, analogue);
    }
    return analogue;
  }

  /** The ends of two-wire buses that have been used so far. */
  get allI2c(): Iterable<I2cWires> {
    return this.#i2c.values();
  }

  /** Returns the end of a two-wire bus at a pair of pins. */
  i2c(scl: Pin | string, sda: Pin | string): I2cWires {
    const key = this.#keyOf(scl, sda);
    let wires = this.#i2c.get(key);
    if (wires === undefined) {
      wires = new I2cWires(new I2cBus(), this.given(scl), this.given(sda), this.clock);
      this.#i2c.set(key, wires);
    }
    return wires;
  }

  /** Returns the end of a serial bus with a clock at three pins. */
  spi(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiWires {
    const key = this.#keyOf(sck, mosi, miso);
    let wires = this.#spi.get(key);
    if (wires === undefined) {
      wires = new SpiWires([this.given(sck), this.given(mosi), this.given(miso)], this.clock);
      this.#spi.set(key, wires);
    }
    return wires;
  }

  #keyOf(...pins: (Pin | string)[]): string {
    return pins.map((pin) => this.given(pin).cpu).join(' ');
  }

  /** Makes all buses unused. */
  releaseBuses(): void {
    for (const wires of this.#i2c.values()) wires.pullUp(false);
    for (const wires of this.#spi.values()) wires.release();
  }
}

/** Returns the names on the board for each pin of the CPU. */
function namesByPin({ names }: Pinout): Map<string, string[]> {
  const byPin = new Map<string, string[]>();
  for (const [name, cpu] of names) {
    const known = byPin.get(cpu);
    if (known === undefined) byPin.set(cpu, [name]);
    else known.push(name);
  }
  return byPin;
}
