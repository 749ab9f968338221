/** How the user chooses in which mode a board starts (`board/reset.ts`). */
import { type ModeChoice, ResetMode } from '../board/reset.js';
import type { Wait } from '../execution.js';
import type { SysTick } from '../sim/systick.js';

const BLINKS = 6;

/** What is there before anything runs. */
export interface ModePort {
  readonly systick: SysTick;
  /** A finger is on USR. */
  readonly isSwitchPressed: boolean;
  /** The choice begins. */
  choosing(): void;
  /** Lights these LEDs and no others, by number. */
  light(leds: readonly number[]): void;
}

/** Asks USR; answers the mode that it is let go in, or the normal one at once if nobody holds it. */
export function* chooseMode(port: ModePort, choice: ModeChoice): Generator<{ readonly wait: Wait }, ResetMode> {
  if (!port.isSwitchPressed) return ResetMode.NORMAL;
  port.choosing();
  const mode = yield* modeLetGo(port, choice);
  const { systick } = port;
  const lit = choice.leds[mode - 1] as readonly number[];
  for (let i = 0; i < BLINKS; i++) {
    for (const leds of [[], lit]) {
      port.light(leds);
      yield { wait: systick.sleep(choice.blink) };
    }
  }
  yield { wait: systick.sleep(choice.after) };
  if (choice.isBootloaders) systick.reset();
  return mode;
}

function* modeLetGo(port: ModePort, choice: ModeChoice): Generator<{ readonly wait: Wait }, ResetMode> {
  const { leds, looks, looksFirst, pause } = choice;
  for (let i = 0; i < choice.patience; i++) {
    const mode: ResetMode = ResetMode.NORMAL + (i % leds.length);
    port.light(leds[i % leds.length] as readonly number[]);
    for (let look = 0; look < looks; look++) {
      if (looksFirst && !port.isSwitchPressed) return mode;
      yield { wait: port.systick.sleep(pause) };
      if (!looksFirst && !port.isSwitchPressed) return mode;
    }
  }
  return choice.otherwise;
}
