/** What resets do to each part of a board: THE table. A part of `BoardParts` that is not in it is a type error. */
import type { BoardParts } from './board-parts.js';
import { ResetCause } from './reset.js';

/** What `BoardParts` holds besides parts. */
type Facts = 'description' | 'uniqueId' | 'resetCause' | 'clock' | 'trace' | 'boardPins';

/** What resets do to a part. A reset of the chip does what a soft reset does, to all parts, and then the rest. */
interface Rule<T> {
  /** What the firmware does at a soft reset (`ports/stm32/main.c`); absent if it leaves the part as it is. */
  readonly soft?: (part: T) => void;
  /** What a reset of the chip does beyond that, and what the firmware sets up before it starts Python. */
  readonly hard?: (part: T, cause: ResetCause) => void;
}

/** For parts that know nothing that a reset ends, the reason instead of a rule. */
type Rules = { readonly [Name in Exclude<keyof BoardParts, Facts>]: Rule<BoardParts[Name]> | string };

const each = <T>(rule: Rule<T>): Rule<readonly T[] | ReadonlyMap<unknown, T>> => ({
  soft: (parts) => {
    for (const part of parts.values()) rule.soft?.(part);
  },
  hard: (parts, cause) => {
    for (const part of parts.values()) rule.hard?.(part, cause);
  },
});

/** The parts are reset in this order. It matters where a comment says so. */
const RULES: Rules = {
  // First, so that nothing that is pending is served in the middle of the reset.
  interrupts: { soft: (lines) => lines.reset(), hard: (lines) => lines.resetPriorities() },
  softTimers: { soft: (timers) => timers.clear() },
  servos: { hard: (servos) => servos.reset() },
  dacs: each({ soft: (dac) => dac.off(), hard: (dac) => dac.reset() }),
  cans: each({ soft: (can) => can.stop() }),
  canFilters: { hard: (filters) => filters.reset() },
  timers: each({
    soft: (timer) => {
      if (timer.isTaken) timer.deinit();
      timer.isTaken = false;
    },
    hard: (timer) => timer.reset(),
  }),
  uarts: each({ soft: (uart) => uart.deinit() }),
  spi: each({ soft: (spi) => spi.deinit() }),
  i2c: each({ soft: (i2c) => i2c.deinit() }),
  // After the peripherals, some of which hold their buses.
  wiring: { soft: (wiring) => wiring.releaseBuses() },
  i2s: each({ soft: (i2s) => i2s.stop() }),
  // After everything that can trigger them, but before the pins, whose edges are of no interest to anybody any more.
  exti: each({ soft: (line) => line.forget(), hard: (line) => line.reset() }),
  systick: { hard: (systick) => systick.reset() },
  coreCycles: {
    hard: (cycles, cause) => {
      // Debugging registers are reset only by a loss of power.
      if (cause === ResetCause.POWER_ON || cause === ResetCause.DEEPSLEEP) cycles.reset();
    },
  },
  flash: { hard: (flash) => flash.reset() },
  sdSlot: { soft: (slot) => slot.giveUp(), hard: (slot) => slot.powerOff() },
  usbDevice: { hard: (device) => device.reset() },
  usbHid: { hard: (hid) => hid.reset() },
  crc: { hard: (crc) => crc.reset() },
  wakeupPin: { hard: (pin, cause) => pin.reset(cause === ResetCause.DEEPSLEEP) },
  pins: each({ hard: (pin) => pin.reset() }),
  // After the pins, since the firmware sets up these anew; LEDs after the timers that dim them, too.
  leds: each({ hard: (led) => led.reset() }),
  switch: { hard: (button) => button.reset() },
  watchdogs: {
    hard: ({ independent, window }, cause) => {
      if (cause !== ResetCause.DEEPSLEEP) independent.reset();
      window.reset();
    },
  },
  // Last: when the frequencies change, nothing else is left that they could disturb.
  tree: { hard: (tree) => tree.reset() },
  rtc: 'belongs to the backup domain, which resets do not touch (RM0090 §5.1.2)',
  backup: 'belongs to the backup domain, too',
  rng: 'its numbers go on: they are as random after a reset as before',
  adc: 'is set up for each conversion; its quantities are the world’s',
  romFlash: 'keeps its contents, and nothing else',
  accelerometer: 'is reset by its supply, a pin',
  accelerometerPort: { hard: (port) => port?.reset() },
  stopMode: 'is what ends or begins with the reset (`system/machine.ts`)',
  resetButton: 'belongs to the world',
};

type AnyRule = Rule<unknown> | string;

/** Does what the firmware does at a soft reset. */
export function resetSoftly(board: BoardParts): void {
  for (const [name, rule] of Object.entries<AnyRule>(RULES as never)) if (typeof rule !== 'string') rule.soft?.(board[name as keyof Rules]);
}

/** Resets the chip, for this cause. */
export function resetChip(board: BoardParts, cause: ResetCause): void {
  resetSoftly(board);
  for (const [name, rule] of Object.entries<AnyRule>(RULES as never))
    if (typeof rule !== 'string') rule.hard?.(board[name as keyof Rules], cause);
}
