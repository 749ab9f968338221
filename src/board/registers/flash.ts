/**
 * Registers of the flash's interface (RM0090 §3.9, RM0410 §3.7): the access control as the firmware sets it, which a program can only read. The
 * time that code takes does not depend on it.
 */
import type { BoardDescription } from '../boards.js';
import type { ClockTree } from '../power.js';
import type { RegisterBlock } from '../register-block.js';

/** PRFTEN, ICEN and DCEN of an F4: prefetching, and both caches; ARTEN of an F7 (`stm32_main`). */
const ACCELERATION = { F4: 0x700, F7: 0x200 } as const;
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
  return { ACR: { read: () => ACCELERATION[family] | waits() } };
}
