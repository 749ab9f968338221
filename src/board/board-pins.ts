/** The pins of a board by their names, and what wires make of them: analogue voltages, and the ends of buses. */

import { shown } from '../checks.js';
import type { Clock } from '../sim/clock.js';
import { AnaloguePin } from './analogue.js';
import type { BoardDescription } from './boards.js';
import { I2cBus } from './i2c/bus.js';
import { I2cWires } from './i2c/wires.js';
import { type Alternate, Pin } from './pin/pin.js';
import type { Pinout } from './pin/pinout.js';
import { SpiBus } from './spi/bus.js';
import { SpiWires } from './spi/wires.js';

/** Those of one board. What takes a name throws for one that no pin has. */
export class BoardPins {
  /** By name of the CPU, `A13`. */
  readonly byCpu: ReadonlyMap<string, Pin>;
  /** By name on the board, `X1`. */
  readonly byName: ReadonlyMap<string, Pin>;
  readonly #analogue = new Map<Pin, AnaloguePin>();
  /** By the names of their pins. */
  readonly #spi = new Map<string, SpiWires>();
  readonly #i2c = new Map<string, I2cWires>();

  /** `alternate`: the peripheral's side of a pin's alternate function, by its name, where that is simulated. */
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

  /** The pin with a name on the board, else with one of the CPU. */
  find(name: string): Pin | undefined {
    return this.byName.get(name) ?? this.byCpu.get(name);
  }

  /** A pin itself, or the one of that name. */
  given(which: Pin | string): Pin {
    const pin = typeof which === 'string' ? this.find(which) : which;
    if (!(pin instanceof Pin)) throw this.#unknown(which);
    return pin;
  }

  /** The one that the CPU has by that name. */
  cpu(name: string): Pin {
    const pin = this.byCpu.get(name);
    if (pin === undefined) throw this.#unknown(name);
    return pin;
  }

  #unknown(name: unknown): Error {
    return new Error(`${this.description.name} has no pin ${typeof name === 'string' ? name : shown(name)}`);
  }

  /** The pin of a channel of ADC1; undefined if it has none. */
  adc(channel: number): Pin | undefined {
    for (const pin of this.byCpu.values()) {
      const { adc } = pin.description;
      if (adc?.channel === channel && adc.units.includes('1')) return pin;
    }
    return undefined;
  }

  /** The analogue side of a pin. */
  analogue(which: Pin | string): AnaloguePin {
    const pin = this.given(which);
    let analogue = this.#analogue.get(pin);
    if (analogue === undefined) {
      analogue = new AnaloguePin(pin, this.clock);
      this.#analogue.set(pin, analogue);
    }
    return analogue;
  }

  /** The ends of two-wire buses that somebody has asked for. */
  get allI2c(): Iterable<I2cWires> {
    return this.#i2c.values();
  }

  /** The end of a two-wire bus that a pair of pins is. */
  i2c(scl: Pin | string, sda: Pin | string): I2cWires {
    const key = this.#keyOf(scl, sda);
    let wires = this.#i2c.get(key);
    if (wires === undefined) {
      wires = new I2cWires(new I2cBus(), this.given(scl), this.given(sda), this.clock);
      this.#i2c.set(key, wires);
    }
    return wires;
  }

  /** The end of a serial bus with a clock that three pins are. */
  spi(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiWires {
    const key = this.#keyOf(sck, mosi, miso);
    let wires = this.#spi.get(key);
    if (wires === undefined) {
      wires = new SpiWires(new SpiBus(), [this.given(sck), this.given(mosi), this.given(miso)], this.clock);
      this.#spi.set(key, wires);
    }
    return wires;
  }

  #keyOf(...pins: (Pin | string)[]): string {
    return pins.map((pin) => this.given(pin).cpu).join(' ');
  }

  /** Nobody uses the buses any longer. */
  releaseBuses(): void {
    for (const wires of this.#i2c.values()) wires.pullUp(false);
    for (const wires of this.#spi.values()) wires.release();
  }
}

/** The board's names of each pin of the CPU. */
function namesByPin({ names }: Pinout): Map<string, string[]> {
  const byPin = new Map<string, string[]>();
  for (const [name, cpu] of names) {
    const known = byPin.get(cpu);
    if (known === undefined) byPin.set(cpu, [name]);
    else known.push(name);
  }
  return byPin;
}
