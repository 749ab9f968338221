/** The control registers of a UART (RM0090 §30.6, RM0410 §34.8), as far as half duplex needs them: the firmware has no argument for it. */
import type { BoardDescription } from '../boards.js';
import { type BitNames, type RegisterBlock, refuseBits } from '../register-block.js';
import type { Uart } from '../uart/uart.js';

/** UE of CR1; on an F7 HDSEL can be written only while UE is 0. */
const ENABLE = { F4: 1 << 13, F7: 1 << 0 } as const;
const CR1 = { RE: 1 << 2, TE: 1 << 3, IDLEIE: 1 << 4, RXNEIE: 1 << 5, PS: 1 << 9, PCE: 1 << 10, M: 1 << 12 } as const;
/** M1 of an F7, for words of 7 bits. */
const SHORT = 1 << 28;
const CR3 = { HDSEL: 1 << 3, RTSE: 1 << 8, CTSE: 1 << 9 } as const;
/** The bits of CR1, besides UE, that can be changed. */
const SETTABLE = CR1.RE;

/** Bits of CR1 and CR3 for what is not simulated, or what only the firmware sets. */
const COMMON_CR1 = {
  TE: CR1.TE,
  IDLEIE: CR1.IDLEIE,
  RXNEIE: CR1.RXNEIE,
  TCIE: 1 << 6,
  TXEIE: 1 << 7,
  PEIE: 1 << 8,
  PS: CR1.PS,
  PCE: CR1.PCE,
  WAKE: 1 << 11,
  M: CR1.M,
  OVER8: 1 << 15,
} as const;
const COMMON_CR3 = {
  EIE: 1,
  IREN: 1 << 1,
  IRLP: 1 << 2,
  NACK: 1 << 4,
  SCEN: 1 << 5,
  DMAR: 1 << 6,
  DMAT: 1 << 7,
  RTSE: CR3.RTSE,
  CTSE: CR3.CTSE,
  CTSIE: 1 << 10,
  ONEBIT: 1 << 11,
} as const;
const NAMES = {
  F4: { CR1: withReserved({ ...COMMON_CR1, SBK: 1, RWU: 1 << 1 }), CR3: withReserved(COMMON_CR3) },
  F7: {
    CR1: withReserved({
      ...COMMON_CR1,
      UESM: 1 << 1,
      MME: 1 << 13,
      CMIE: 1 << 14,
      DEDT: 0x1f << 16,
      DEAT: 0x1f << 21,
      RTOIE: 1 << 26,
      EOBIE: 1 << 27,
      M1: SHORT,
    }),
    CR3: withReserved({
      ...COMMON_CR3,
      OVRDIS: 1 << 12,
      DDRE: 1 << 13,
      DEM: 1 << 14,
      DEP: 1 << 15,
      SCARCNT: 7 << 17,
      WUS: 3 << 20,
      WUFIE: 1 << 22,
    }),
  },
} as const;

function withReserved(names: BitNames): BitNames {
  return { ...names, 'reserved bits': ~Object.values(names).reduce((all, mask) => all | mask, 0) };
}

const bit = (on: boolean, mask: number): number => (on ? mask : 0);

/** The register block of one UART. While the UART has not been set up, it has no clock: its registers read 0 and ignore writes. */
export function uartRegisters(uart: Uart, family: BoardDescription['family']): RegisterBlock {
  const enable = ENABLE[family];
  return {
    CR1: {
      read: () => (uart.isSetUp ? bit(uart.isEnabled, enable) | bit(uart.isReceiving, CR1.RE) | settled(uart) : 0),
      write(value) {
        if (!uart.isSetUp) return;
        refuseBits(settled(uart) ^ (value & ~(SETTABLE | enable)), NAMES[family].CR1);
        uart.isReceiving = (value & CR1.RE) !== 0;
        uart.isEnabled = (value & enable) !== 0;
      },
    },
    CR3: {
      read: () => bit(uart.isHalfDuplex, CR3.HDSEL) | bit(uart.flow.rts, CR3.RTSE) | bit(uart.flow.cts, CR3.CTSE),
      write(value) {
        if (!uart.isSetUp) return;
        const { rts, cts } = uart.flow;
        const flow = bit(rts, CR3.RTSE) | bit(cts, CR3.CTSE);
        refuseBits((value & ~CR3.HDSEL) ^ flow, NAMES[family].CR3);
        if (family === 'F4' || !uart.isEnabled) uart.isHalfDuplex = (value & CR3.HDSEL) !== 0;
      },
    },
  };
}

/** What only the firmware sets in CR1. */
function settled(uart: Uart): number {
  return CR1.TE | bit(uart.interruptsOnReceived, CR1.RXNEIE) | bit(uart.interruptsOnIdle, CR1.IDLEIE) | formatBits(uart);
}

/** The format's bits in CR1; the length of a word includes its parity bit. */
function formatBits({ format: { bits, parity } }: Uart): number {
  const length = bits + (parity === 'none' ? 0 : 1);
  return bit(parity !== 'none', CR1.PCE) | bit(parity === 'odd', CR1.PS) | bit(length === 9, CR1.M) | bit(length === 7, SHORT);
}
