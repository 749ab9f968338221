/** The control registers of a UART (RM0090 §30.6, RM0410 §34.8), as far as half duplex needs them, which the firmware has no argument for. */
import type { BoardDescription } from './boards.js';
import { type BitNames, type RegisterBlock, refuseBits } from './register-block.js';
import type { Uart } from './uart.js';

/** UE of CR1; on an F7 HDSEL can be written only while that is 0. */
const ENABLE = { F4: 1 << 13, F7: 1 << 0 } as const;
const CR1 = { RE: 1 << 2, TE: 1 << 3, RXNEIE: 1 << 5, PS: 1 << 9, PCE: 1 << 10, M: 1 << 12 } as const;
/** M1 of an F7, for words of 7 bits, where an F4 has OVER8 higher up. */
const SHORT = 1 << 28;
const CR3 = { HDSEL: 1 << 3, RTSE: 1 << 8, CTSE: 1 << 9 } as const;
/** What can be written to CR1. */
const SETTABLE = CR1.RE;

const bit = (on: boolean, mask: number): number => (on ? mask : 0);

/** The block of one UART; without a clock its registers read 0 and ignore writes. */
export function uartRegisters(uart: Uart, family: BoardDescription['family']): RegisterBlock {
  const enable = ENABLE[family];
  return {
    CR1: {
      read: () => (uart.isSetUp ? bit(uart.isEnabled, enable) | bit(uart.isReceiving, CR1.RE) | CR1.TE | CR1.RXNEIE | formatBits(uart) : 0),
      write(value) {
        if (!uart.isSetUp) return;
        const settled = CR1.TE | CR1.RXNEIE | formatBits(uart);
        refuseBits(settled ^ (value & ~(SETTABLE | enable)), namesOf(family));
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
        refuseBits((value & ~CR3.HDSEL) ^ flow, { ...CR3_OTHERS, RTSE: CR3.RTSE, CTSE: CR3.CTSE });
        if (family === 'F4' || !uart.isEnabled) uart.isHalfDuplex = (value & CR3.HDSEL) !== 0;
      },
    },
  };
}

/** Bits of CR3 that are never set here. */
const CR3_OTHERS: BitNames = {
  EIE: 1,
  IREN: 1 << 1,
  IRLP: 1 << 2,
  NACK: 1 << 4,
  SCEN: 1 << 5,
  DMAR: 1 << 6,
  DMAT: 1 << 7,
  others: 0x1ffffc00,
};

/** Bits of CR1 that the firmware sets. */
function namesOf(family: BoardDescription['family']): BitNames {
  const { TE, RXNEIE, PS, PCE, M } = CR1;
  const common = { TE, RXNEIE, PS, PCE, M };
  const known = Object.values(common).reduce((all, mask) => all | mask, SETTABLE | ENABLE[family]);
  return { ...common, others: ~known };
}

/** A word's length counts its parity. */
function formatBits({ format: { bits, parity } }: Uart): number {
  const length = bits + (parity === 'none' ? 0 : 1);
  return bit(parity !== 'none', CR1.PCE) | bit(parity === 'odd', CR1.PS) | bit(length === 9, CR1.M) | bit(length === 7, SHORT);
}
