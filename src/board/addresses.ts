/** The address at which the registers of each peripheral begin, by the names in ST's headers. */
import type { BoardDescription } from './boards.js';

/** First addresses in hexadecimal, in units of 1 KiB from 0x40000000 (RM0090 §2.3, RM0410 §2.2). */
const PERIPHERALS = `
TIM2=0 TIM3=1 TIM4=2 TIM5=3 TIM6=4 TIM7=5 TIM12=6 TIM13=7 TIM14=8 RTC=a WWDG=b IWDG=c SPI2=e SPI3=f USART2=11 USART3=12 UART4=13
UART5=14 I2C1=15 I2C2=16 I2C3=17 CAN1=19 PWR=1c DAC=1d DAC1=1d TIM1=40 TIM8=41 USART1=44 USART6=45 SPI1=4c SYSCFG=4e EXTI=4f TIM9=50
TIM10=51 TIM11=52 GPIOA=80 GPIOB=81 GPIOC=82 GPIOD=83 GPIOE=84 GPIOF=85 GPIOG=86 GPIOH=87 GPIOI=88 CRC=8c RCC=8e FLASH=8f DMA1=98
DMA2=99
`;
const FURTHER_F7 = 'LPTIM1=9 UART7=1e UART8=1f SDMMC2=47 SDMMC1=4b SPI4=4d SPI5=54 SAI1=56 SAI2=57';
/** Peripherals that not all chips have. */
const FURTHER = {
  STM32F405: 'I2S2EXT=d I2S3EXT=10 CAN2=1a SDIO=4b',
  STM32F722: FURTHER_F7,
  STM32F767: `${FURTHER_F7} CAN3=d SPDIFRX=10 I2C4=18 CAN2=1a CEC=1b SPI6=55 MDIOS=5e GPIOJ=89 GPIOK=8a ETH=a0`,
} as const;
const KIB = 0x400;
/** Peripherals at other addresses. */
const ODD = {
  ADC1: 0x40012000,
  ADC2: 0x40012100,
  ADC3: 0x40012200,
  ADC123_COMMON: 0x40012300,
  USB_OTG_HS: 0x40040000,
  USB_OTG_FS: 0x50000000,
  RNG: 0x50060800,
  DBGMCU: 0xe0042000,
};
const ODD_F7 = { ADC: ODD.ADC123_COMMON, QUADSPI: 0xa0001000 };
const FURTHER_ODD = { STM32F405: {}, STM32F722: ODD_F7, STM32F767: { ...ODD_F7, DCMI: 0x50050000, JPEG: 0x50051000 } } as const;

/** The address of the backup domain's memory. */
export const BACKUP_SRAM = 0x40024000;

/** A kind of chip, regardless of its package and the size of its flash. */
export type Chip = keyof typeof FURTHER;

/** Returns the kind of a board's chip. */
export const chipOf = ({ mcu }: BoardDescription): Chip => mcu.slice(0, 'STM32F405'.length) as Chip;

const known = new Map<Chip, ReadonlyMap<string, number>>();

/** Returns the addresses of one chip. It is the same map each time, because every reset of a board needs it. */
export function peripheralAddresses(description: BoardDescription): ReadonlyMap<string, number> {
  const chip = chipOf(description);
  const addresses = known.get(chip) ?? addressesOf(chip);
  known.set(chip, addresses);
  return addresses;
}

function addressesOf(chip: Chip): ReadonlyMap<string, number> {
  const regular = `${PERIPHERALS} ${FURTHER[chip]}`
    .trim()
    .split(/\s+/)
    .map((word) => word.split('='))
    .map(([name, unit]) => [name, 0x40000000 + KIB * Number.parseInt(unit, 16)] as const);
  return new Map<string, number>([...regular, ...Object.entries(ODD), ...Object.entries(FURTHER_ODD[chip])]);
}
