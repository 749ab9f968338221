/** The parts of which a board has several, each wired to its pins, its clock and its interrupt line. */
import type { Clock } from '../sim/clock.js';
import type { BoardPins } from './board-pins.js';
import type { BoardDescription } from './boards.js';
import { EXTI_LINES, ExtiLine } from './extint.js';
import { I2c } from './i2c/i2c.js';
import { Led } from './led.js';
import type { ClockTree } from './power.js';
import { Spi } from './spi/spi.js';
import { Timer } from './timer/timer.js';
import { Uart } from './uart/uart.js';
import type { Vectors } from './vectors.js';

/** The priority of the interrupts (`ports/stm32/irq.h`): lower is more urgent. */
const TIMER_PRIORITY = 13;
/** The firmware leaves this timer to the servos: its priority stays as after reset. */
const SERVO_TIMER = 5;

/** What parts inside the chip are wired to. */
interface Chip {
  readonly description: BoardDescription;
  readonly clock: Clock;
  readonly tree: ClockTree;
  readonly vectors: Vectors;
}

/** What parts with pins are wired to. */
interface Wiring extends Chip {
  readonly pins: BoardPins;
}

/** Returns the timers, by number. */
export function makeTimers({ description, clock, tree, vectors }: Chip): ReadonlyMap<number, Timer> {
  const timers = new Map<number, Timer>();
  const timerAt = (id: number): Timer => timers.get(id) as Timer;
  for (const id of description.timers) {
    const priority = id === SERVO_TIMER ? null : TIMER_PRIORITY;
    timers.set(id, new Timer(id, { clock, tree, family: description.family, ...vectors.timer(id), priority, timerAt }));
  }
  return timers;
}

/** Returns the lines of external interrupts, by number. */
export function makeExtiLines(vectors: Vectors, family: BoardDescription['family']): ExtiLine[] {
  return Array.from({ length: EXTI_LINES[family] }, (_, number) => {
    const line = vectors.exti(number);
    const exti = new ExtiLine(number, line);
    line?.connect(() => exti.serve());
    return exti;
  });
}

/** Returns the LEDs, in the order of their numbers; some are dimmed by a timer. */
export function makeLeds({ leds, ledOn }: BoardDescription, pins: BoardPins, timers: ReadonlyMap<number, Timer>): Led[] {
  return leds.map(({ pin, dimmer }, i) => {
    const timer = dimmer === undefined ? undefined : timers.get(dimmer.timer);
    const parts = dimmer === undefined || timer === undefined ? undefined : { timer, channel: dimmer.channel, af: dimmer.af };
    return new Led(i + 1, pins.cpu(pin), ledOn, parts);
  });
}

/** Returns the UARTs, by number. `standsStill` tells whether the chip stands still and so receives nothing. */
export function makeUarts({ description, clock, tree, vectors, pins }: Wiring, standsStill: () => boolean): ReadonlyMap<number, Uart> {
  const optional = (name?: string) => (name === undefined ? undefined : pins.given(name));
  return new Map(
    description.uarts.map(({ id, tx, rx, rts, cts }) => {
      const ends = { tx: pins.given(tx), rx: pins.given(rx), rts: optional(rts), cts: optional(cts) };
      const uart = new Uart(id, ends, clock, tree, vectors.uart(id), description.family);
      uart.ends.standsStill = standsStill;
      return [id, uart];
    }),
  );
}

/** Returns the SPI peripherals, by number. */
export function makeSpi({ description, clock, tree, pins }: Wiring): ReadonlyMap<number, Spi> {
  return new Map(
    description.spi.map(({ id, sck, mosi, miso }) => {
      const ends = [pins.given(sck), pins.given(mosi), pins.given(miso)] as const;
      return [id, new Spi(id, pins.spi(...ends), ends, tree, clock)];
    }),
  );
}

/** Returns the I2C peripherals, in the order of their numbers. */
export function makeI2c({ description, tree, vectors, pins }: Wiring): I2c[] {
  return description.i2c.map(({ scl, sda }, i) => {
    const ends = { scl: pins.given(scl), sda: pins.given(sda) };
    return new I2c(i + 1, pins.i2c(ends.scl, ends.sda), ends, tree, vectors.i2cEvents(i + 1));
  });
}
