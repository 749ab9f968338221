/**
 * Registers of the flash's interface (RM0090 §3.9, RM0410 §3.7): the access control as the firmware sets it. Not simulated: that a program changes
 * it; the time that code takes does not depend on it.
 */
import type { BoardDescription } from '../boards.js';
import type { ClockTree } from '../power.js';
import { type BitNames, type RegisterBlock, refuseBits } from '../register-block.js';

/** PRFTEN, ICEN and DCEN of an F4: prefetching, and both caches; ARTEN of an F7 (`stm32_main`). */
const ACCELERATION = { F4: 0x700, F7: 0x200 } as const;
/** Fields of ACR. */
const FIELDS: Readonly<Record<keyof typeof ACCELERATION, BitNames>> = {
  F4: { LATENCY: 7, PRFTEN: 1 << 8, ICEN: 1 << 9, DCEN: 1 << 10, ICRST: 1 << 11, DCRST: 1 << 12 },
  F7: { LATENCY: 0xf, PRFTEN: 1 << 8, ARTEN: 1 << 9, ARTRST: 1 << 11 },
};
/** LATENCY while SYSCLK comes from an oscillator (`powerctrl_set_sysclk`). */
const OSCILLATOR_WAITS = 1;
/** On an F4 while it comes from the PLL. */
const PLL_WAITS_F4 = 5;
/** On an F7 there is a further wait for each step of so many MHz (`powerctrl_rcc_clock_config_pll`). */
const MHZ_PER_WAIT_F7 = 30;

/** The register block of a chip of this family. */
export function flashRegisters(tree: ClockTree, family: BoardDescription['family']): RegisterBlock {
  const waits = (): number => {
    if (tree.source !== 'pll') return OSCILLATOR_WAITS;
    return family === 'F4' ? PLL_WAITS_F4 : Math.ceil(tree.frequencies.sysclk / 1e6 / MHZ_PER_WAIT_F7) - 1;
  };
  const control = (): number => ACCELERATION[family] | waits();
  return { ACR: { read: control, write: (value) => refuseBits(value ^ control(), FIELDS[family]) } };
}
