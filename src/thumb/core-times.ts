/**
 * How many cycles instructions take. Those of the Cortex-M4 are its Technical Reference Manual's (DDI 0439B, table 3-1 and table 7-1);
 * each instruction has them beside what it does. What the manual leaves open is here.
 */

/** What differs from core to core. */
export interface CoreTimes {
  /** To fill the pipeline again after a branch that is taken. */
  readonly refill: number;
}

/**
 * The manual says 1 to 3 cycles. Code of the inline assembler lies in RAM, from which instructions come over the system bus, one cycle
 * later than from flash: 2 [estimate].
 */
export const CORTEX_M4: CoreTimes = { refill: 2 };

/**
 * ARM publishes no times of the Cortex-M7. It executes two instructions at a time and foretells branches, so a loop takes less [estimate]:
 * an instruction is charged as one of the Cortex-M4, a branch takes nothing more.
 */
export const CORTEX_M7: CoreTimes = { refill: 0 };

/** Cycles of a division, 2 to 12: it ends early when the quotient is small [estimate: in proportion to the quotient's bits]. */
export function divisionCycles(dividend: number, divisor: number): number {
  const bits = Math.clz32(Math.abs(divisor)) - Math.clz32(Math.abs(dividend)) + 1;
  return 2 + Math.ceil((10 * Math.min(Math.max(bits, 0), 32)) / 32);
}
