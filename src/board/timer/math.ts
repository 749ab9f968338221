/** Converts frequencies to register values, with the firmware's roundings (`ports/stm32/timer.c`). */

/** Register contents; each divides by one more than its value. */
export interface Division {
  readonly prescaler: number;
  readonly period: number;
}

const PRESCALER_MAX = 65536;

/**
 * Returns prescaler and period for an update frequency of `hz`, a positive number; null if the frequency is too low for the timer. `isFloat`:
 * it was given as a float and is treated as one.
 */
export function divisionForFrequency(sourceHz: number, hz: number, isFloat: boolean, mask: number): Division | null {
  let prescaler = 1;
  let ticks: number;
  if (isFloat) {
    let frequency = Math.fround(hz);
    while (frequency < 1 && prescaler < 6553) {
      prescaler *= 10;
      frequency = Math.fround(frequency * 10);
    }
    ticks = Math.min(Math.trunc(Math.fround(Math.fround(sourceHz) / frequency)), 0xffffffff);
  } else {
    ticks = Math.floor(sourceHz / hz);
  }
  ticks = Math.max(1, ticks);
  while (ticks > mask) {
    if (ticks % 5 === 0 && prescaler * 5 <= PRESCALER_MAX) {
      prescaler *= 5;
      ticks /= 5;
    } else if (ticks % 3 === 0 && prescaler * 3 <= PRESCALER_MAX) {
      prescaler *= 3;
      ticks /= 3;
    } else if (prescaler * 2 <= PRESCALER_MAX) {
      prescaler *= 2;
      ticks = Math.floor(ticks / 2);
    } else if (prescaler < PRESCALER_MAX) {
      ticks = Math.floor((ticks * prescaler) / PRESCALER_MAX);
      prescaler = PRESCALER_MAX;
    } else {
      return null;
    }
  }
  return { prescaler: prescaler - 1, period: ticks - 1 };
}

/** Returns prescaler and period for an update every `count / tickHz` seconds, both positive; null if that is too long for the timer. */
export function divisionForPeriod(sourceHz: number, count: number, tickHz: number, mask: number): Division | null {
  let ticks = (BigInt(sourceHz) * BigInt(count)) / BigInt(tickHz);
  let prescaler = 1n;
  while (ticks > BigInt(mask)) {
    if (prescaler <= 13107n && ticks % 5n === 0n) {
      prescaler *= 5n;
      ticks /= 5n;
    } else if (prescaler <= 21845n && ticks % 3n === 0n) {
      prescaler *= 3n;
      ticks /= 3n;
    } else {
      const lost = ticks & 1n;
      prescaler <<= 1n;
      ticks >>= 1n;
      if (ticks < prescaler) prescaler |= lost;
      if (prescaler > PRESCALER_MAX) return null;
    }
  }
  return { prescaler: Number(prescaler - 1n), period: Number(BigInt.asUintN(32, ticks - 1n)) % (mask + 1) };
}

/** Returns the dead-time generator's setting for a number of ticks (RM0090 §17.4.18); the longer the time, the coarser the setting. */
export function deadtimeToSetting(ticks: number): number {
  if (ticks <= 0) return 0;
  if (ticks < 128) return ticks;
  if (ticks < 256) return 0x80 | Math.floor((ticks - 128) / 2);
  if (ticks < 512) return 0xc0 | Math.floor((ticks - 256) / 8);
  if (ticks < 1008) return 0xe0 | Math.floor((ticks - 512) / 16);
  return 0xff;
}

/** Returns the number of ticks that a dead-time generator's setting stands for. */
export function settingToDeadtime(setting: number): number {
  if ((setting & 0x80) === 0) return setting & 0x7f;
  if ((setting & 0xc0) === 0x80) return 128 + (setting & 0x3f) * 2;
  if ((setting & 0xe0) === 0xc0) return 256 + (setting & 0x1f) * 8;
  return 512 + (setting & 0x1f) * 16;
}
