/**
 * The usual case of the functions of this folder, computed without allocating: a table of exact values at steps of 1/32 or 1/64, a short
 * series for the rest, and a final sum whose error is known. Where that error could change the rounding (less than one case in a hundred)
 * the result is undefined and the functions of `wide.ts` decide. So all results equal those of `wide.ts`, bit for bit
 * (Ziv 1991, "Fast evaluation of elementary mathematical functions with correctly rounded last bit").
 */
import { productError } from './product-error.js';
import type { Wide } from './wide.js';

/** Bounds on the relative error of the sums below: about a hundred times the error that the analysis beside each sum gives. */
const SINE_ERROR = 2 ** -60;
const EXP_ERROR = 2 ** -60;

/** high + low, rounded once; undefined if an error of `bound` could change that. */
function settle(high: number, low: number, bound: number): number | undefined {
  const result = high + (low + bound);
  return result === high + (low - bound) ? result : undefined;
}

/** Values of a function at the multiples of a step, as unevaluated sums. Each is computed when first needed. */
export class StepTable {
  readonly high: number[] = [];
  readonly low: number[] = [];

  constructor(
    count: number,
    private readonly valueAt: (index: number) => Wide,
  ) {
    this.high = Array.from({ length: count }, () => Number.NaN);
    this.low = Array.from({ length: count }, () => 0);
  }

  /** Computes an entry unless it already exists. */
  make(index: number): void {
    if (!Number.isNaN(this.high[index])) return;
    [this.high[index], this.low[index]] = this.valueAt(index) as [number, number];
  }
}

/** Sines and cosines at multiples of 1/32 up to π/4. */
interface CircleTables {
  readonly sines: StepTable;
  readonly cosines: StepTable;
}

/**
 * sin(h + l) for |h| ≤ π/4, or cos(h + l). With a = k/32 nearest to |h| and d the rest, |d| ≤ 2^−6:
 * sin a·cos d + cos a·sin d, where cos d − 1 and sin d − d are computed in doubles: their errors are below 2^−63 of the result.
 */
export function quickCircle(h: number, l: number, wantsCosine: boolean, { sines, cosines }: CircleTables): number | undefined {
  const isNegative = h < 0;
  const size = isNegative ? -h : h;
  const rest = isNegative ? -l : l;
  const k = Math.round(size * 32);
  sines.make(k);
  cosines.make(k);
  const d = size - k / 32;
  const z = d * d;
  const sinRest = rest - d * z * (1 / 6 - z * (1 / 120 - z / 5040));
  const cosRest = z * (z * (1 / 24 - z / 720) - 0.5) - d * rest;
  const sinHigh = sines.high[k] as number;
  const sinLow = sines.low[k] as number;
  const cosHigh = cosines.high[k] as number;
  const cosLow = cosines.low[k] as number;
  if (wantsCosine) {
    const p = -sinHigh * d;
    const s = cosHigh + p;
    const low = cosHigh - s + p + productError(-sinHigh, d, p) + cosLow - sinLow * d + cosHigh * cosRest - sinHigh * sinRest;
    return settle(s, low, s * SINE_ERROR);
  }
  const p = cosHigh * d;
  const s = sinHigh + p;
  const low = (k === 0 ? 0 : sinHigh - s + p) + productError(cosHigh, d, p) + sinLow + cosLow * d + sinHigh * cosRest + cosHigh * sinRest;
  const result = settle(s, low, s * SINE_ERROR);
  return result !== undefined && isNegative ? -result : result;
}

/** The number of steps of 1/64 up to ln 2 / 2, plus one to spare. */
const EXP_STEPS = 24;
/** Table of e^(k/64) for |k| ≤ 24; the index is k + 24. */
export const expTable = (valueAt: (x: number) => Wide): StepTable =>
  new StepTable(2 * EXP_STEPS + 1, (index) => valueAt((index - EXP_STEPS) / 64));

/**
 * e^(h + l) for |h + l| ≤ ln 2 / 2. With a = k/64 nearest and d the rest, |d| ≤ 2^−7: e^a + e^a·d + e^a·(e^d − 1 − d),
 * the last term in doubles: an error below 2^−64 of the result.
 */
export function quickExp(h: number, l: number, table: StepTable): number | undefined {
  const k = Math.round(h * 64);
  const index = k + EXP_STEPS;
  table.make(index);
  const d = h - k / 64;
  const series = d * d * (0.5 + d * (1 / 6 + d * (1 / 24 + d * (1 / 120 + d * (1 / 720 + d * (1 / 5040 + d / 40320))))));
  const high = table.high[index] as number;
  const tableLow = table.low[index] as number;
  const p = high * d;
  const s = high + p;
  const low = high - s + p + productError(high, d, p) + tableLow * (1 + d) + high * (series + l * (1 + d));
  return settle(s, low, s * EXP_ERROR);
}
