/** What drives a line from the chip's side. */
import type { Level } from './line.js';

/** What a peripheral drives: a level that stays until the pin is told (`refresh`), or one that changes by itself, whose mean is known. */
export type Drive = { readonly kind: 'constant'; readonly level: Level } | { readonly kind: 'periodic'; readonly mean: number };

/** A constant low and a constant high. */
export const CONSTANT = [
  { kind: 'constant', level: 0 },
  { kind: 'constant', level: 1 },
] as const satisfies readonly Drive[];

/** The level that it has in the mean; null for nothing. */
export function meanOf(drive: Drive | null | undefined): number | null {
  if (!drive) return null;
  return drive.kind === 'constant' ? drive.level : drive.mean;
}
