/** Registers of reset and clock control (RM0090 §7.3): which peripherals are clocked, and how the clock is divided for the buses. */
import type { BoardDescription } from '../boards.js';
import type { CrcUnit } from '../crc.js';
import type { ClockSource, ClockTree } from '../power.js';
import { type BitNames, type RegisterBlock, refuseBits } from '../register-block.js';
import type { Timer } from '../timer/timer.js';

/** The nine ports are clocked from boot on; the firmware never stops their clock. */
const ALL_PORTS = 0x1ff;
/** CRCEN of AHB1ENR. */
const CRC_ENABLE = 1 << 12;
/** CR: the HSE and the PLL are on and ready; the HSI's trimming is as after a reset. */
const OSCILLATORS_READY = 0x03030080;
/** HSION and HSIRDY of CR: the chip's own oscillator is to be on; it is ready. */
const INTERNAL_ON = 1;
const INTERNAL_READY = 2;
/** Fields of CR for what is not simulated. */
const CR_MISSING: Readonly<Record<BoardDescription['family'], BitNames>> = {
  F4: { HSITRIM: 0x1f << 3, CSSON: 1 << 19, PLLI2SON: 1 << 26 },
  F7: { HSITRIM: 0x1f << 3, CSSON: 1 << 19, PLLI2SON: 1 << 26, PLLSAION: 1 << 28 },
};
/** Nor is that a program switches off what SYSCLK does not need while it comes from here. What it needs cannot be switched off. */
const CR_UNUSED: Readonly<Record<ClockSource, BitNames>> = {
  internal: { HSEON: 1 << 16, PLLON: 1 << 24 },
  crystal: { PLLON: 1 << 24 },
  pll: {},
};
/** Fields of CFGR, which the firmware sets. */
const CFGR_MISSING: BitNames = {
  SW: 3,
  HPRE: 0xf << 4,
  PPRE1: 7 << 10,
  PPRE2: 7 << 13,
  RTCPRE: 0x1f << 16,
  MCO1: 3 << 21,
  I2SSRC: 1 << 23,
  MCO1PRE: 7 << 24,
  MCO2PRE: 7 << 27,
  MCO2: 3 << 30,
};
/** SW and SWS of CFGR: which source of SYSCLK is selected, and which is in use. */
const SOURCES = { internal: 0, crystal: 0b0101, pll: 0b1010 } as const;
/** Bits of the timers in APB1ENR and APB2ENR. */
const APB1_BITS: Readonly<Record<number, number>> = { 2: 0, 3: 1, 4: 2, 5: 3, 6: 4, 7: 5, 12: 6, 13: 7, 14: 8 };
const APB2_BITS: Readonly<Record<number, number>> = { 1: 0, 8: 1, 9: 16, 10: 17, 11: 18 };

/**
 * The register block of a chip of this family. Of the enable bits only those of the timers and of the CRC unit have an effect; those of other
 * peripherals read 0. Of CR only HSION can be changed, of CFGR nothing.
 */
export function rccRegisters(
  timers: ReadonlyMap<number, Timer>,
  tree: ClockTree,
  crc: CrcUnit,
  family: BoardDescription['family'],
): RegisterBlock {
  const enables = (bits: Readonly<Record<number, number>>) => {
    const gated = [...timers.values()].filter(({ id }) => id in bits);
    return {
      read: () => gated.reduce((value, timer) => value | (Number(timer.isClocked) << bits[timer.id]), 0),
      write(value: number) {
        for (const timer of gated) timer.isClocked = ((value >>> bits[timer.id]) & 1) === 1;
      },
    };
  };
  const control = (): number => OSCILLATORS_READY | (tree.isInternalOn ? INTERNAL_ON | INTERNAL_READY : 0);
  const configuration = (): number => {
    const { sysclk, hclk, pclk1, pclk2 } = tree.frequencies;
    return SOURCES[tree.source] | (ahbField(sysclk / hclk) << 4) | (apbField(hclk / pclk1) << 10) | (apbField(hclk / pclk2) << 13);
  };
  return {
    CR: {
      read: control,
      write(value) {
        refuseBits(value ^ control(), { ...CR_MISSING[family], ...CR_UNUSED[tree.source] });
        tree.isInternalOn = (value & INTERNAL_ON) !== 0;
      },
    },
    CFGR: {
      read: configuration,
      write(value) {
        refuseBits(value ^ configuration(), CFGR_MISSING);
      },
    },
    AHB1ENR: {
      read: () => ALL_PORTS | (crc.isClocked ? CRC_ENABLE : 0),
      write(value) {
        crc.isClocked = (value & CRC_ENABLE) !== 0;
      },
    },
    APB1ENR: enables(APB1_BITS),
    APB2ENR: enables(APB2_BITS),
  };
}

/** 0 for no division, otherwise 8 for 2, 9 for 4 and so on; there is no 32. */
const ahbField = (divider: number): number => (divider === 1 ? 0 : 7 + Math.log2(divider) - (divider > 32 ? 1 : 0));
/** 0 for no division, otherwise 4 for 2, 5 for 4 and so on. */
const apbField = (divider: number): number => (divider === 1 ? 0 : 3 + Math.log2(divider));
