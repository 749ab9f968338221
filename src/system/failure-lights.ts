/** How the firmware shows by its LEDs that a program has failed (`flash_error` of `ports/stm32`), or that it has itself (`boardctrl_fatal_error`). */
import type { Led } from '../board/led.js';
import type { Wait } from '../execution.js';
import type { SysTick } from '../sim/systick.js';

const HALF_ROUND_MS = 250;
/** A busy loop of ten million rounds, ten cycles each [estimate]. */
const FATAL_DELAY_MS = 600;
/** So many LEDs light up one after the other. */
const FATAL_LEDS = 4;

/** What it shows it by. */
interface Lights {
  readonly systick: SysTick;
  /** In the order of their numbers. */
  readonly leds: readonly Led[];
}

/** So often red and green light up alternately. */
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

/** `tell` says what has happened, while all LEDs are on; then they change one after the other, so often. */
export function* showFatalError({ systick, leds }: Lights, tell: () => void, changes: number): Generator<{ readonly wait: Wait }, void> {
  yield { wait: systick.sleep(FATAL_DELAY_MS) };
  for (const led of leds) led.on();
  tell();
  for (let i = 0; i < changes; i++) {
    leds[i % FATAL_LEDS]?.toggle();
    yield { wait: systick.sleep(FATAL_DELAY_MS) };
  }
}
