/** The numbers of pin modes and pulls (`GPIO_MODE_INPUT` and the like). */
import type { PinMode, PinPull } from '../../board/pin/pin.js';

/** Modes by number. */
export const MODES: Readonly<Record<number, PinMode>> = {
  0: 'in',
  1: 'out',
  17: 'open-drain',
  2: 'alt',
  18: 'alt-open-drain',
  3: 'analog',
};

/** The number of each mode. */
export const MODE_NUMBERS: Readonly<Record<PinMode, number>> = {
  in: 0,
  out: 1,
  'open-drain': 17,
  alt: 2,
  'alt-open-drain': 18,
  analog: 3,
};

/** The name of each mode, as a pin prints it. */
export const MODE_NAMES: Readonly<Record<PinMode, string>> = {
  in: 'IN',
  out: 'OUT',
  'open-drain': 'OPEN_DRAIN',
  alt: 'ALT',
  'alt-open-drain': 'ALT_OPEN_DRAIN',
  analog: 'ANALOG',
};

/** Pulls by number. */
export const PULLS: Readonly<Record<number, PinPull>> = { 0: 'none', 1: 'up', 2: 'down' };

/** The number of each pull. */
export const PULL_NUMBERS: Readonly<Record<PinPull, number>> = { none: 0, up: 1, down: 2 };
