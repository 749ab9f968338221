/** Where the registers of each peripheral begin, by the names of ST's headers. */
import type { BoardDescription } from './boards.js';

/** First addresses, hexadecimal, in units of 1 KiB from 0x40000000 (RM0090 §2.3, RM0410 §2.2). */
const PERIPHERALS = `
TIM2=0 TIM3=1 TIM4=2 TIM5=3 TIM6=4 TIM7=5 TIM12=6 TIM13=7 TIM14=8 RTC=a WWDG=b IWDG=c SPI2=e SPI3=f USART2=11 USART3=12 UART4=13
UART5=14 I2C1=15 I2C2=16 I2C3=17 CAN1=19 PWR=1c DAC=1d TIM1=40 TIM8=41 USART1=44 USART6=45 SPI1=4c SYSCFG=4e EXTI=4f TIM9=50
TIM10=51 TIM11=52 GPIOA=80 GPIOB=81 GPIOC=82 GPIOD=83 GPIOE=84 GPIOF=85 GPIOG=86 GPIOH=87 GPIOI=88 CRC=8c RCC=8e FLASH=8f DMA1=98
DMA2=99
`;
const PERIPHERALS_F4 = 'CAN2=1a SDIO=4b';
const PERIPHERALS_F7 = 'SDMMC1=4b UART7=1e UART8=1f SPI4=4d SPI5=54';
const KIB = 0x400;
/** Peripherals that begin elsewhere. */
const ODD = { ADC1: 0x40012000, ADC2: 0x40012100, ADC3: 0x40012200, ADC: 0x40012300, RNG: 0x50060800, DBGMCU: 0xe0042000 };

/** The addresses of one chip. */
export function peripheralAddresses({ mcu }: BoardDescription): ReadonlyMap<string, number> {
  const further = mcu.startsWith('STM32F4') ? PERIPHERALS_F4 : PERIPHERALS_F7;
  const regular = `${PERIPHERALS} ${further}`
    .trim()
    .split(/\s+/)
    .map((word) => word.split('='))
    .map(([name, unit]) => [name, 0x40000000 + KIB * Number.parseInt(unit, 16)] as const);
  return new Map([...regular, ...Object.entries(ODD)]);
}
