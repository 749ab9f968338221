/**
 * Controllers of colour displays that obey the commands of MIPI DCS, and the glasses that they are sold with: ST7735 (Sitronix data sheets of
 * the ST7735 v1.7, ST7735S v1.1), ST7789 (ST7789V, v1.3), ILI9341 (Ilitek, v1.11). The chip does not determine how its glass is wired; the
 * glasses here are those that public drivers are written for (offsets, order of colours, whether they send INVON).
 */

/** Bits of MADCTL: which way addresses run over the memory, and over the glass. */
export const ACCESS = { ROWS_BACK: 0x80, COLUMNS_BACK: 0x40, EXCHANGE: 0x20, LINES_BACK: 0x10, BGR: 0x08 } as const;

/** A glass, and how it is wired. */
export interface TftGlass {
  readonly width: number;
  readonly height: number;
  /** Columns and rows of memory that the chip is strapped for, and the column and row of the glass's top left point. */
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  /** Order of its colours. */
  readonly order: 'RGB' | 'BGR';
  /** Its colours are right when they are inverted: the panel is black without voltage. */
  readonly isInverse: boolean;
  /** Column 0 is on the right. */
  readonly isMirrored: boolean;
}

/** A chip-specific command that reverses how the glass is driven and what MADCTL says, by bits of one of its parameters. */
interface PanelCommand {
  readonly code: number;
  /** Index of that parameter, and the number of parameters. */
  readonly at: number;
  readonly count: number;
  /** Value of that parameter after a reset, for which the glass is wired. */
  readonly reset: number;
  /** Bits that reverse bits of MADCTL. */
  readonly access: readonly (readonly [bit: number, access: number])[];
  readonly mirrorsColumns: number;
  readonly mirrorsRows: number;
  readonly inverts: number;
}

/** A controller. */
export interface TftChip {
  /** Bits of an address that the chip uses. */
  readonly addressMask: number;
  /** Bits per pixel by the code in COLMOD; the first entry applies after a reset. */
  readonly formats: ReadonlyMap<number, number>;
  readonly panel: PanelCommand | null;
  /** Whether the chip has an output, so that it can be read. */
  readonly answers: boolean;
  /** Its glasses by name; the first is the usual one. */
  readonly glasses: Readonly<Record<string, TftGlass>>;
}

const glass = (width: number, height: number, others: Partial<TftGlass> = {}): TftGlass => ({
  width,
  height,
  columns: width,
  rows: height,
  left: 0,
  top: 0,
  order: 'RGB',
  isInverse: false,
  isMirrored: false,
  ...others,
});
/** The whole memory of an ST7735, and of the other two. */
const SMALL = { columns: 132, rows: 162 };
const LARGE = { columns: 240, rows: 320 };
const FORMATS = [
  [6, 18],
  [5, 16],
] as const;
const IPS = { ...LARGE, isInverse: true } as const;

/** The list of controllers. */
export const TFT_CHIPS = {
  ST7735: {
    addressMask: 0xff,
    formats: new Map([...FORMATS, [3, 12]]),
    panel: null,
    answers: false,
    glasses: {
      '128x160': glass(128, 160),
      '128x160+2+1': glass(128, 160, { ...SMALL, left: 2, top: 1, order: 'BGR' }),
      '128x128': glass(128, 128, { columns: 132, rows: 132, left: 2, top: 1, order: 'BGR' }),
      '80x160': glass(80, 160, { ...SMALL, left: 26, top: 1, order: 'BGR', isInverse: true }),
    },
  },
  ST7789: {
    addressMask: 0x1ff,
    formats: new Map([...FORMATS, [3, 12]]),
    // LCMCTRL (§9.2.13).
    panel: {
      code: 0xc0,
      at: 0,
      count: 1,
      reset: 0x2c,
      access: [
        [0x40, ACCESS.ROWS_BACK],
        [0x20, ACCESS.BGR],
        [0x08, ACCESS.COLUMNS_BACK],
        [0x02, ACCESS.EXCHANGE],
      ],
      mirrorsColumns: 0,
      mirrorsRows: 0x01,
      inverts: 0x10,
    },
    answers: false,
    glasses: {
      '240x240': glass(240, 240, IPS),
      '240x320': glass(240, 320, IPS),
      '135x240': glass(135, 240, { ...IPS, left: 52, top: 40 }),
    },
  },
  ILI9341: {
    addressMask: 0x1ff,
    formats: new Map(FORMATS),
    // Display Function Control (§8.3.7): SS, GS, REV.
    panel: { code: 0xb6, at: 1, count: 4, reset: 0x82, access: [], mirrorsColumns: 0x20, mirrorsRows: 0x40, inverts: 0x80 },
    answers: true,
    glasses: { '240x320': glass(240, 320, { order: 'BGR', isMirrored: true }) },
  },
} as const satisfies Record<string, TftChip>;
