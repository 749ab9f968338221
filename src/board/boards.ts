/** The fixed properties of each board (`ports/stm32/boards/`): names, clocks, parts. */
import type { FirmwareName } from '../firmwares.js';
import type { InternalChannels } from './adc.js';
import { type FlashDescription, INTERNAL_FLASH, SPI_FLASH } from './flash/flash.js';
import type { Level } from './pin/pin.js';
import type { Pinout } from './pin/pinout.js';
import { PYBD_SF2_PINOUT, PYBD_SF6_PINOUT } from './pin/pinout-pybd.js';
import { PYBV11_PINOUT } from './pin/pinout-pybv11.js';
import type { ClockDescription } from './power.js';
import { FIRMWARE_CHOICE, MBOOT_CHOICE, type ModeChoice } from './reset.js';

/** The names by which boards are chosen. */
export type BoardName = 'pybv11' | 'pybd-sf2' | 'pybd-sf6';

/** Colours of LEDs. */
export type LedColour = 'red' | 'green' | 'yellow' | 'blue';

/** An LED: its pin and, if it can be dimmed, timer, channel and alternate function. */
interface LedDescription {
  readonly pin: string;
  readonly colour: LedColour;
  readonly dimmer?: { readonly timer: number; readonly channel: number; readonly af: number };
}

/** One board. */
export interface BoardDescription {
  readonly name: BoardName;
  /** As in the banner: `PYBv1.1`. */
  readonly title: string;
  readonly mcu: string;
  /** The family of chips whose peripherals it has: F4 as in RM0090, F7 as in RM0431 and RM0410. */
  readonly family: 'F4' | 'F7';
  /** Address of the chip's unique identity. */
  readonly uniqueIdAt: number;
  /**
   * `sys.implementation._build` of each firmware: board and variant. PYBDs always have threads. A custom build has the name that its user
   * gives it; `EVERYTHING` is a name of ours.
   */
  readonly build: Readonly<Record<FirmwareName, string>>;
  readonly floats: 'single' | 'double';
  readonly clocks: ClockDescription;
  /** Bytes of RAM for Python objects. These are recommended values; the real ones depend on the build. */
  readonly heap: number;
  /** Size of the main stack in bytes. */
  readonly stack: number;
  readonly pinout: Pinout;
  readonly leds: readonly LedDescription[];
  /** The level at which an LED is lit. */
  readonly ledOn: Level;
  readonly switchPin: string;
  /** What holding USR at power-on does. */
  readonly modeChoice: ModeChoice;
  /** Its name in a network unless a program sets another (`MICROPY_PY_NETWORK_HOSTNAME_DEFAULT`). */
  readonly hostname: string;
  /** Interface classes in the firmware's `network`. With any of them come TLS and what is built on it. */
  readonly interfaces: readonly string[];
  /** Classes in `pyb` that not every board's firmware has: MICROPY_HW_HAS_LCD, MICROPY_HW_ENABLE_MMCARD. */
  readonly pybClasses: readonly ('LCD' | 'MMCard')[];
  /** Whether the firmware mounts a card that is in the slot at start (`MICROPY_HW_SDCARD_MOUNT_AT_BOOT`). */
  readonly mountsCard: boolean;
  readonly timers: readonly number[];
  /** Channels of the ADC that are not pins. */
  readonly adc: InternalChannels;
  /** The CAN controllers in the order of their numbers: names and pins. */
  readonly can: readonly { readonly name: string; readonly tx: string; readonly rx: string }[];
  /** The UARTs: number, name (null for none) and pins; RTS and CTS where the firmware uses them. */
  readonly uarts: readonly {
    readonly id: number;
    readonly name: string | null;
    readonly tx: string;
    readonly rx: string;
    readonly rts?: string;
    readonly cts?: string;
  }[];
  /** The SPI peripherals: number, name (null for none) and pins. */
  readonly spi: readonly {
    readonly id: number;
    readonly name: string | null;
    readonly sck: string;
    readonly mosi: string;
    readonly miso: string;
  }[];
  /** The I2C peripherals in the order of their numbers: names and pins. */
  readonly i2c: readonly { readonly name: string; readonly scl: string; readonly sda: string }[];
  /** Numbers of the I2S interfaces. */
  readonly i2s: readonly number[];
  /** Steps per second of the real-time clock. */
  readonly rtcSubseconds: number;
  /** Whether `RTC.datetime()` ends with microseconds instead of the register, which counts down to 0 (MICROPY_HW_RTC_USE_US). */
  readonly rtcShowsMicroseconds: boolean;
  /** Number of the real-time clock's registers that store values for programs. */
  readonly backupRegisters: number;
  /** The firmware's image as reported by `pyb.info`, of about the size of any build: bytes of RAM, end of its code, bytes of its data. */
  readonly image: { readonly ram: number; readonly textEnd: number; readonly dataBytes: number };
  /** The flash that holds the files. */
  readonly flash: FlashDescription;
  /** Bytes of memory for a read-only file system. */
  readonly romBytes?: number;
  /** Sizes in bytes of the flash chips beside the processor. */
  readonly flashChips?: { readonly spi: number; readonly qspi: number };
  /** `DEVID` and `REVID` as `pyb.info` prints them. */
  readonly devid: number;
  readonly revid: number;
}

/** Even numbers of MHz from `from` to `to`. */
const even = (from: number, to: number): number[] => Array.from({ length: (to - from) / 2 + 1 }, (_, i) => from + 2 * i);
const ascending = (mhz: number[]): number[] => mhz.sort((a, b) => a - b);

/** PLL settings for 12 MHz that give USB its 48 MHz, and the two oscillators themselves. */
const F405_MHZ = [12, 16, 24, 30, 32, 36, 40, 42, 48, 54, 56, 60, 64, 72, 84, 96, 108, 120, 144, 168, 192, 216];
/** PLL settings for 25 MHz; USB has a PLL of its own. */
const F7_MHZ = ascending([16, 25, ...even(24, 216)]);

const FIRST_14 = Array.from({ length: 14 }, (_, i) => i + 1);

/** The I2C buses that all pyboards have. */
const I2C = [
  { name: 'X', scl: 'X9', sda: 'X10' },
  { name: 'Y', scl: 'Y9', sda: 'Y10' },
];

/** The UARTs that all pyboards have, some under other names. */
const UART2 = { id: 2, name: null, tx: 'X3', rx: 'X4', rts: 'X2', cts: 'X1' };
const UART3 = { id: 3, name: 'YB', tx: 'Y9', rx: 'Y10' };
const UART4 = { id: 4, name: 'XA', tx: 'X1', rx: 'X2' };

/** The SPI buses that all pyboards have. */
const SPI = [
  { id: 1, name: 'X', sck: 'X6', mosi: 'X8', miso: 'X7' },
  { id: 2, name: 'Y', sck: 'Y6', mosi: 'Y8', miso: 'Y7' },
];

const PYBV11: BoardDescription = {
  name: 'pybv11',
  title: 'PYBv1.1',
  mcu: 'STM32F405RG',
  family: 'F4',
  uniqueIdAt: 0x1fff7a10,
  build: { stock: 'PYBV11', threads: 'PYBV11-THREAD', everything: 'PYBV11-EVERYTHING' },
  floats: 'single',
  clocks: {
    reset: { sysclk: 168e6, hclk: 168e6, pclk1: 42e6, pclk2: 84e6 },
    rate: { nanos: 125, cycles: 21 },
    crystalMhz: 12,
    legalMhz: F405_MHZ,
    keptFromMhz: 24,
  },
  heap: 102_400,
  stack: 16 * 1024,
  pinout: PYBV11_PINOUT,
  leds: [
    { pin: 'A13', colour: 'red' },
    { pin: 'A14', colour: 'green' },
    { pin: 'A15', colour: 'yellow', dimmer: { timer: 2, channel: 1, af: 1 } },
    { pin: 'B4', colour: 'blue', dimmer: { timer: 3, channel: 1, af: 2 } },
  ],
  ledOn: 1,
  switchPin: 'B3',
  modeChoice: FIRMWARE_CHOICE,
  hostname: 'mpy-stm32',
  interfaces: [],
  pybClasses: ['LCD'],
  mountsCard: true,
  timers: FIRST_14,
  rtcSubseconds: 256,
  rtcShowsMicroseconds: false,
  backupRegisters: 20,
  adc: { temperature: 16, reference: 17, battery: 18, batteryDivider: 2 },
  can: [
    { name: 'YA', tx: 'B9', rx: 'B8' },
    { name: 'YB', tx: 'B13', rx: 'B12' },
  ],
  uarts: [
    { id: 1, name: 'XB', tx: 'X9', rx: 'X10' },
    UART2,
    { ...UART3, rts: 'Y7', cts: 'Y6' },
    UART4,
    { id: 6, name: 'YA', tx: 'Y1', rx: 'Y2' },
  ],
  spi: SPI,
  i2c: I2C,
  i2s: [2],
  flash: INTERNAL_FLASH,
  image: { ram: 128 * 1024, textEnd: 0x0807_6000, dataBytes: 0x40 },
  devid: 0x0413,
  revid: 0x1007,
};

/** The UARTs of PYBDs. The last one leads to the Bluetooth chip. */
const PYBD_UARTS = [
  { id: 1, name: 'YA', tx: 'Y1', rx: 'Y2' },
  UART2,
  UART3,
  UART4,
  { id: 6, name: null, tx: 'G14', rx: 'C7', rts: 'G8', cts: 'G13' },
];

/** The properties that both PYBDs share. A charged cycle of PYBv1.1 costs them 0.66 of one of their own. */
const PYBD = {
  family: 'F7',
  leds: [
    { pin: 'F3', colour: 'red' },
    { pin: 'F4', colour: 'green' },
    { pin: 'F5', colour: 'blue' },
  ],
  ledOn: 0,
  switchPin: 'A13',
  modeChoice: MBOOT_CHOICE,
  hostname: 'PYBD',
  pybClasses: ['MMCard'],
  mountsCard: false,
  timers: FIRST_14,
  rtcSubseconds: 8192,
  rtcShowsMicroseconds: true,
  backupRegisters: 32,
  adc: { temperature: 18, reference: 17, battery: 18, batteryDivider: 4 },
  uarts: PYBD_UARTS,
  spi: [...SPI, { id: 3, name: null, sck: 'W29', mosi: 'W46', miso: 'W50' }],
  i2c: I2C,
  i2s: [1, 2],
  flash: SPI_FLASH,
  flashChips: { spi: 2 * 1024 * 1024, qspi: 2 * 1024 * 1024 },
} as const;

const PYBD_CAN_X = { name: 'X', tx: 'X10', rx: 'X9' } as const;

const PYBD_SF2: BoardDescription = {
  ...PYBD,
  name: 'pybd-sf2',
  title: 'PYBD-SF2W',
  mcu: 'STM32F722IEK',
  uniqueIdAt: 0x1ff07a10,
  build: { stock: 'PYBD_SF2', threads: 'PYBD_SF2', everything: 'PYBD_SF2-EVERYTHING' },
  floats: 'single',
  clocks: {
    reset: { sysclk: 120e6, hclk: 120e6, pclk1: 30e6, pclk2: 60e6 },
    rate: { nanos: 11, cycles: 2 },
    crystalMhz: 25,
    legalMhz: F7_MHZ,
    keptFromMhz: null,
  },
  heap: 180_224,
  stack: 16 * 1024,
  interfaces: ['WLAN'],
  can: [PYBD_CAN_X],
  pinout: PYBD_SF2_PINOUT,
  romBytes: 1024 * 1024,
  image: { ram: 256 * 1024, textEnd: 0x0807_8000, dataBytes: 0x80 },
  devid: 0x0452,
  revid: 0x1001,
};

const PYBD_SF6: BoardDescription = {
  ...PYBD,
  name: 'pybd-sf6',
  title: 'PYBD-SF6W',
  mcu: 'STM32F767IIK',
  uniqueIdAt: 0x1ff0f420,
  build: { stock: 'PYBD_SF6', threads: 'PYBD_SF6', everything: 'PYBD_SF6-EVERYTHING' },
  floats: 'double',
  clocks: {
    reset: { sysclk: 144e6, hclk: 144e6, pclk1: 36e6, pclk2: 72e6 },
    rate: { nanos: 55, cycles: 12 },
    crystalMhz: 25,
    legalMhz: F7_MHZ,
    keptFromMhz: null,
  },
  heap: 442_368,
  stack: 24 * 1024,
  interfaces: ['WLAN', 'LAN'],
  can: [PYBD_CAN_X, { name: 'Y', tx: 'Y6', rx: 'Y5' }],
  uarts: [...PYBD_UARTS, { id: 7, name: null, tx: 'W16', rx: 'W22B' }],
  pinout: PYBD_SF6_PINOUT,
  romBytes: 2048 * 1024,
  image: { ram: 512 * 1024, textEnd: 0x0811_0000, dataBytes: 0x80 },
  devid: 0x0451,
  revid: 0x1001,
};

/** The smallest heap, in bytes, with which a board still starts and can report that its memory is used up. */
export const LEAST_HEAP = 2048;

/** All boards; the first is the default. */
export const BOARDS: Readonly<Record<BoardName, BoardDescription>> = {
  pybv11: PYBV11,
  'pybd-sf2': PYBD_SF2,
  'pybd-sf6': PYBD_SF6,
};

/** The names of all boards, the default first. */
export const BOARD_NAMES = Object.keys(BOARDS) as readonly BoardName[];
