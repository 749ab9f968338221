/** Names of the chip's registers, and their offsets in their peripherals, as in ST's headers. */
import { type Chip, chipOf, peripheralAddresses } from '../addresses.js';
import type { BoardDescription } from '../boards.js';

/** Registers of each kind of peripheral, one word each, from offset 0 or from the hexadecimal offset after `@`. */
const REGISTERS = `
ADC SR CR1 CR2 SMPR1 SMPR2 JOFR1 JOFR2 JOFR3 JOFR4 HTR LTR SQR1 SQR2 SQR3 JSQR JDR1 JDR2 JDR3 JDR4 DR
CRC DR IDR CR
DAC CR SWTRIGR DHR12R1 DHR12L1 DHR8R1 DHR12R2 DHR12L2 DHR8R2 DHR12RD DHR12LD DHR8RD DOR1 DOR2 SR
DBGMCU IDCODE CR APB1FZ APB2FZ
DMA LISR HISR LIFCR HIFCR
EXTI IMR EMR RTSR FTSR SWIER PR
FLASH ACR KEYR OPTKEYR SR CR OPTCR OPTCR1
GPIO MODER OTYPER OSPEEDR PUPDR IDR ODR BSRR LCKR AFR0 AFR1
IWDG KR PR RLR SR
RCC CR PLLCFGR CFGR CIR AHB1RSTR AHB2RSTR AHB3RSTR @20 APB1RSTR APB2RSTR @30 AHB1ENR AHB2ENR AHB3ENR @40 APB1ENR APB2ENR @50 AHB1LPENR AHB2LPENR AHB3LPENR @60 APB1LPENR APB2LPENR @70 BDCR CSR @80 SSCGR PLLI2SCFGR
RTC TR DR CR ISR PRER WUTR @1c ALRMAR ALRMBR WPR SSR SHIFTR TSTR TSDR TSSSR CALR @44 ALRMASSR ALRMBSSR
SPI CR1 CR2 SR DR CRCPR RXCRCR TXCRCR I2SCFGR I2SPR
SYSCFG MEMRMP PMC EXTICR0 EXTICR1 EXTICR2 EXTICR3 @20 CMPCR
TIM CR1 CR2 SMCR DIER SR EGR CCMR1 CCMR2 CCER CNT PSC ARR RCR CCR1 CCR2 CCR3 CCR4 BDTR DCR DMAR OR
WWDG CR CFR SR
RNG CR SR DR
`;
const REGISTERS_F4 = `
I2C CR1 CR2 OAR1 OAR2 DR SR1 SR2 CCR TRISE
PWR CR CSR
RTC @18 CALIBR @40 TAFCR
USART SR DR BRR CR1 CR2 CR3 GTPR
`;
const REGISTERS_F7 = `
CRC @10 INIT POL
I2C CR1 CR2 OAR1 OAR2 TIMINGR TIMEOUTR ISR ICR PECR RXDR TXDR
IWDG @10 WINR
PWR CR1 CSR1 CR2 CSR2
RCC @88 PLLSAICFGR DCKCFGR1 DCKCFGR2
RTC @40 TAMPCR @4c OR
TIM @54 CCMR3 CCR5 CCR6
USART CR1 CR2 CR3 BRR GTPR RTOR RQR ISR ICR RDR TDR
`;
/** The additional registers of each kind of chip. */
const FURTHER: Readonly<Record<Chip, string>> = {
  STM32F405: REGISTERS_F4,
  STM32F722: `${REGISTERS_F7}\nFLASH @1c OPTCR2`,
  STM32F767: `${REGISTERS_F7}\nSYSCFG @1c CBR\nTIM @60 AF1 AF2`,
};
/** Registers of the processor (PM0214 §4), for which the firmware has no names: where each array of words begins, ordered by address. */
export const CORE_ADDRESSES = {
  DWT_CTRL: 0xe000_1000,
  DWT_CYCCNT: 0xe000_1004,
  SYST_CSR: 0xe000_e010,
  SYST_RVR: 0xe000_e014,
  SYST_CVR: 0xe000_e018,
  NVIC_ISER: 0xe000_e100,
  NVIC_ICER: 0xe000_e180,
  NVIC_ISPR: 0xe000_e200,
  NVIC_ICPR: 0xe000_e280,
  NVIC_IABR: 0xe000_e300,
  NVIC_IPR: 0xe000_e400,
  SCB_CPUID: 0xe000_ed00,
  SCB_ICSR: 0xe000_ed04,
  SCB_VTOR: 0xe000_ed08,
  SCB_AIRCR: 0xe000_ed0c,
  SCB_SCR: 0xe000_ed10,
  SCB_CCR: 0xe000_ed14,
  SCB_SHPR: 0xe000_ed18,
  SCB_SHCSR: 0xe000_ed24,
} as const;
/** The bytes of the longest of these arrays, NVIC_IPR. */
const CORE_ARRAY_SIZE = 240;
/** Minimum distance between peripherals, except the ADCs. */
const PERIPHERAL_SIZE = 0x400;
/** Offset of the first backup register in the real-time clock. */
const BACKUP_REGISTERS = 0x50;

const words = (text: string): string[] => text.trim().split(/\s+/);
const isF4 = ({ family }: BoardDescription): boolean => family === 'F4';

/** The constants of the module `stm`: the addresses of peripherals and the offsets of their registers. */
export function registerConstants(description: BoardDescription): ReadonlyMap<string, number> {
  return new Map([...peripheralAddresses(description), ...registerOffsets(description)]);
}

/** Offsets of the chip's registers, by the kind of peripheral and the register's name: `TIM_CNT`. */
export function registerOffsets(description: BoardDescription): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  for (const line of `${REGISTERS}${FURTHER[chipOf(description)]}`.trim().split(/\n+/)) {
    const [kind, ...names] = words(line);
    let offset = 0;
    for (const name of names) {
      if (name.startsWith('@')) {
        offset = Number.parseInt(name.slice(1), 16);
      } else {
        offsets.set(`${kind}_${name}`, offset);
        offset += 4;
      }
    }
  }
  for (let n = 0; n < description.backupRegisters; n++) offsets.set(`RTC_BKP${n}R`, BACKUP_REGISTERS + 4 * n);
  // The firmware keeps two names that newer headers no longer have.
  if (isF4(description)) offsets.set('GPIO_BSRRL', 0x18).set('GPIO_BSRRH', 0x1a);
  return offsets;
}

/** Returns the kind of a peripheral: `TIM` for `TIM2`. */
export function kindOf(peripheral: string): string {
  if (/^UART\d/.test(peripheral)) return 'USART';
  return peripheral.startsWith('GPIO') ? 'GPIO' : peripheral.replace(/\d+$/, '');
}

/**
 * Returns how a program names the word at an address, such as `USART6 + USART_CR3`, or its name in the processor's manual and its place
 * behind it, such as `NVIC_ISER + 0x4`; null if neither a peripheral nor such a register is near.
 */
export function nameOfRegister(description: BoardDescription, address: number): string | null {
  const near = [...peripheralAddresses(description)].filter(([, base]) => address >= base && address - base < PERIPHERAL_SIZE);
  if (near.length === 0) return nameOfCoreRegister(address);
  const [name, base] = near.reduce((best, each) => (each[1] > best[1] ? each : best));
  const kind = kindOf(name);
  const offset = address - base;
  const found = [...registerOffsets(description)].find(([register, at]) => at === offset && register.startsWith(`${kind}_`));
  return `${name} + ${found?.[0] ?? `0x${offset.toString(16)}`}`;
}

function nameOfCoreRegister(address: number): string | null {
  const found = Object.entries(CORE_ADDRESSES).filter(([, base]) => address >= base && address - base < CORE_ARRAY_SIZE);
  const [name, base] = found.at(-1) ?? [];
  if (name === undefined || base === undefined) return null;
  return address === base ? name : `${name} + 0x${(address - base).toString(16)}`;
}
