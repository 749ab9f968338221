/** How the chip drives a line. */
import type { Level } from './line.js';

/** What a peripheral drives: a level that stays until the pin is notified (`refresh`), or a level that changes by itself, with a known mean. */
export type Drive = { readonly kind: 'constant'; readonly level: Level } | { readonly kind: 'periodic'; readonly mean: number };

/** A constant low and a constant high. */
export const CONSTANT = [
  { kind: 'constant', level: 0 },
  { kind: 'constant', level: 1 },
] as const satisfies readonly Drive[];

/** Returns the mean level; null if nothing is driven. */
export function meanOf(drive: Drive | null | undefined): number | null {
  if (!drive) return null;
  return drive.kind === 'constant' ? drive.level : drive.mean;
}
