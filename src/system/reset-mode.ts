/** How the user chooses in which mode a board starts (`board/reset.ts`). */
import type { Led } from '../board/led.js';
import { type ModeChoice, ResetMode } from '../board/reset.js';
import type { Wait } from '../execution.js';
import type { SysTick } from '../sim/systick.js';

const BLINKS = 6;
/**
 * The number of the green LED, and the least number of ticks for which it is on while the factory's files are made
 * (`ports/stm32/factoryreset.c`).
 */
const GREEN = 2;
const FACTORY_TICKS = 200;

/** The parts of the board that exist before anything runs. */
export interface ModePort {
  readonly systick: SysTick;
  /** In order of their numbers. */
  readonly leds: readonly Led[];
  readonly switch: { readonly isPressed: boolean };
  /** Called when the choice begins. */
  choosing(): void;
}

/** Lets USR choose. Returns the mode in which USR is released, or the normal one at once if it is not pressed. */
export function* chooseMode(port: ModePort, choice: ModeChoice): Generator<{ readonly wait: Wait }, ResetMode> {
  if (!port.switch.isPressed) return ResetMode.NORMAL;
  port.choosing();
  const mode = yield* modeLetGo(port, choice);
  const { systick } = port;
  const lit = choice.leds[mode - 1] as readonly number[];
  for (let i = 0; i < BLINKS; i++) {
    for (const numbers of [[], lit]) {
      light(port, numbers);
      yield { wait: systick.sleep(choice.blink) };
    }
  }
  yield { wait: systick.sleep(choice.after) };
  if (choice.isBootloaders) systick.reset();
  return mode;
}

/** Called when the flash has been rebuilt with the green LED on; keeps it on long enough. `began`: the tick at which that began. */
export function* showFactory({ systick, leds }: ModePort, began: number): Generator<{ readonly wait: Wait }, void> {
  const left = FACTORY_TICKS - (systick.ticks - began);
  if (left > 0) yield { wait: systick.sleep(left) };
  leds[GREEN - 1]?.off();
}

/** Lights the LEDs of these numbers and no others. */
function light({ leds }: ModePort, numbers: readonly number[]): void {
  for (const led of leds) {
    if (numbers.includes(led.id)) led.on();
    else led.off();
  }
}

function* modeLetGo(port: ModePort, choice: ModeChoice): Generator<{ readonly wait: Wait }, ResetMode> {
  const { leds, looks, looksFirst, pause } = choice;
  for (let i = 0; i < choice.patience; i++) {
    const mode: ResetMode = ResetMode.NORMAL + (i % leds.length);
    light(port, leds[i % leds.length] as readonly number[]);
    for (let look = 0; look < looks; look++) {
      if (looksFirst && !port.switch.isPressed) return mode;
      yield { wait: port.systick.sleep(pause) };
      if (!looksFirst && !port.switch.isPressed) return mode;
    }
  }
  return choice.otherwise;
}
