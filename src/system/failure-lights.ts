/**
 * How the firmware shows with its LEDs that a program has failed (`flash_error` of `ports/stm32`), or that the firmware itself has
 * (`boardctrl_fatal_error`).
 */
import type { Led } from '../board/led.js';
import type { Wait } from '../execution.js';
import type { SysTick } from '../sim/systick.js';

const HALF_ROUND_MS = 250;
/** A busy loop of ten million rounds, ten cycles each [estimate]. */
const FATAL_DELAY_MS = 600;
/** The number of LEDs that are toggled one after the other. */
const FATAL_LEDS = 4;

/** The parts that show a failure. */
interface Lights {
  readonly systick: SysTick;
  /** In order of their numbers. */
  readonly leds: readonly Led[];
}

/** Lights red and green alternately, for this number of rounds. */
export function* showFailure({ systick, leds: [red, green] }: Lights, rounds: number): Generator<{ readonly wait: Wait }, void> {
  for (let i = 0; i < rounds; i++) {
    red?.on();
    green?.off();
    yield { wait: systick.sleep(HALF_ROUND_MS) };
    red?.off();
    green?.on();
    yield { wait: systick.sleep(HALF_ROUND_MS) };
  }
  green?.off();
}

/** Lights all LEDs, calls `tell` to report the error, then toggles the LEDs one after the other, `changes` times in all. */
export function* showFatalError({ systick, leds }: Lights, tell: () => void, changes: number): Generator<{ readonly wait: Wait }, void> {
  yield { wait: systick.sleep(FATAL_DELAY_MS) };
  for (const led of leds) led.on();
  tell();
  for (let i = 0; i < changes; i++) {
    leds[i % FATAL_LEDS]?.toggle();
    yield { wait: systick.sleep(FATAL_DELAY_MS) };
  }
}
