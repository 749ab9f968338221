/** Registers of the APDS-9960 and what their bits mean (Broadcom data sheet AV02-4191EN, "Register Set"). */
import { MICROSECOND } from '../../execution.js';

/** Addresses. */
export const REGISTER = {
  ENABLE: 0x80,
  ATIME: 0x81,
  WTIME: 0x83,
  AILT: 0x84,
  AIHT: 0x86,
  PILT: 0x89,
  PIHT: 0x8b,
  PERS: 0x8c,
  CONFIG1: 0x8d,
  PPULSE: 0x8e,
  CONTROL: 0x8f,
  CONFIG2: 0x90,
  ID: 0x92,
  STATUS: 0x93,
  CDATA: 0x94,
  PDATA: 0x9c,
  GPENTH: 0xa0,
  GEXTH: 0xa1,
  GCONF1: 0xa2,
  GCONF2: 0xa3,
  GPULSE: 0xa6,
  GCONF4: 0xab,
  GFLVL: 0xae,
  GSTATUS: 0xaf,
  IFORCE: 0xe4,
  PICLEAR: 0xe5,
  CICLEAR: 0xe6,
  AICLEAR: 0xe7,
  GFIFO: 0xfc,
  LAST: 0xff,
} as const;

/** Values after power-on that are not 0. */
export const AT_POWER_ON: readonly (readonly [register: number, value: number])[] = [
  [REGISTER.ATIME, 0xff],
  [REGISTER.WTIME, 0xff],
  [REGISTER.CONFIG1, 0x40],
  [REGISTER.PPULSE, 0x40],
  [REGISTER.CONFIG2, 0x01],
  [REGISTER.ID, 0xab],
  [REGISTER.GPULSE, 0x40],
];

/** Bits of the registers of these names. */
export const ENABLE = { PON: 1, AEN: 2, PEN: 4, WEN: 8, AIEN: 16, PIEN: 32, GEN: 64 } as const;
export const STATUS = { AVALID: 1, PVALID: 2, GINT: 4, AINT: 16, PINT: 32 } as const;
export const GCONF4 = { GMODE: 1, GIEN: 2, GFIFO_CLR: 4 } as const;
export const GSTATUS = { GVALID: 1, GFOV: 2 } as const;
/** The bit of CONFIG1 that makes a wait last twelve times as long. */
const WLONG = 2;

/** One unit of ATIME and WTIME. */
const STEP = 2780 * MICROSECOND;
/** Nanoseconds before the pulses and of each pulse, by their length: 4, 8, 16, 32 µs ("Approximate Proximity Timing"). */
const PULSES = [
  [40_800, 28_600],
  [44_900, 36_730],
  [53_000, 53_100],
  [69_400, 85_700],
] as const;
/** Conversion times of proximity and of the four photodiodes, ns. */
const PROXIMITY_CONVERSION = 796_600;
const GESTURE_CONVERSION = 1_390_000;
/** Microseconds between two gesture measurements. */
const GESTURE_WAITS = [0, 2800, 5600, 8400, 14_000, 22_400, 30_800, 39_200];

const pulses = (register: number): number => {
  const [before, each] = PULSES[register >> 6];
  return before + each * ((register & 0x3f) + 1);
};

/** How long each engine takes, ns, for given values of its registers. */
export const DURATION = {
  proximity: (ppulse: number): number => Math.round(pulses(ppulse) + PROXIMITY_CONVERSION),
  gesture: (gpulse: number, gconf2: number): number =>
    Math.round(pulses(gpulse) + GESTURE_CONVERSION + GESTURE_WAITS[gconf2 & 7] * MICROSECOND),
  wait: (wtime: number, config1: number): number => (256 - wtime) * STEP * (config1 & WLONG ? 12 : 1),
  light: (atime: number): number => (256 - atime) * STEP,
};

/** Gains of the light sensors. */
export const LIGHT_GAINS = [1, 4, 16, 64];
/** The highest count of one cycle of the light sensors. */
export const MOST_PER_CYCLE = 1025;
/** Number of datasets in the FIFO from which on they are valid; number of consecutive end results that end a gesture. */
export const FIFO_THRESHOLDS = [1, 4, 8, 16];
export const EXIT_PERSISTENCE = [1, 2, 4, 7];

/**
 * Returns how many consecutive light results outside the thresholds cause an interrupt; 0 means that every result does. For proximity the
 * register holds this number itself.
 */
export const lightPersistence = (apers: number): number => (apers < 4 ? apers : (apers - 3) * 5);
