/**
 * The cycles that instructions take. Those of the Cortex-M4 are from its Technical Reference Manual (DDI 0439B, table 3-1 and table 7-1) and are
 * declared together with each instruction's operation. Here is what the manual leaves open.
 */

/** What differs from core to core. */
export interface CoreTimes {
  /** Cycles to refill the pipeline after a branch is taken. */
  readonly refill: number;
}

/**
 * The manual says 1 to 3 cycles. Code of the inline assembler is in RAM, from which instructions come over the system bus, one cycle
 * later than from flash: 2 [estimate].
 */
export const CORTEX_M4: CoreTimes = { refill: 2 };

/**
 * ARM publishes no times for the Cortex-M7. It executes two instructions at a time and predicts branches, so a loop takes less [estimate]:
 * an instruction is charged as on the Cortex-M4, and a branch takes no further cycles.
 */
export const CORTEX_M7: CoreTimes = { refill: 0 };

/** Cycles of a division, 2 to 12: it ends early when the quotient is small [estimate: in proportion to the quotient's bits]. */
export function divisionCycles(dividend: number, divisor: number): number {
  const bits = Math.clz32(Math.abs(divisor)) - Math.clz32(Math.abs(dividend)) + 1;
  return 2 + Math.ceil((10 * Math.min(Math.max(bits, 0), 32)) / 32);
}
