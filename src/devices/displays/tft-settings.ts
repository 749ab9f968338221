/** The settings that commands make in a controller of a colour display (tft-chips.ts), and how resets change them. */
import { ACCESS, type TftChip, type TftGlass } from './tft-chips.js';

/** Commands that the family has in common (ILI9341 §8.1). All others, among them those for voltages, gamma and pauses, change nothing here. */
export const COMMAND = {
  RESET: 0x01,
  READ_POWER: 0x0a,
  READ_ACCESS: 0x0b,
  READ_FORMAT: 0x0c,
  SLEEP: 0x10,
  WAKE: 0x11,
  PARTIAL: 0x12,
  NORMAL: 0x13,
  INVERSION_OFF: 0x20,
  INVERSION_ON: 0x21,
  OFF: 0x28,
  ON: 0x29,
  COLUMNS: 0x2a,
  ROWS: 0x2b,
  WRITE: 0x2c,
  READ: 0x2e,
  PARTIAL_AREA: 0x30,
  SCROLL_AREA: 0x33,
  ACCESS: 0x36,
  SCROLL_START: 0x37,
  IDLE_OFF: 0x38,
  IDLE_ON: 0x39,
  FORMAT: 0x3a,
  CONTINUE_WRITE: 0x3c,
  CONTINUE_READ: 0x3e,
} as const;

/** Returns the value of a two-byte parameter, high byte first. */
export const word = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];

/** The settings, initially those after power-on. */
export class TftSettings {
  /** First and last address, two bytes each. As with the other parameters, each byte takes effect as soon as it has come. */
  readonly columns = new Uint8Array(4);
  readonly rows = new Uint8Array(4);
  readonly partialArea = new Uint8Array(4);
  /** Numbers of lines: fixed at the top, scrolling, fixed at the bottom. */
  readonly scrollArea = new Uint8Array(6);
  readonly scrollStart = new Uint8Array(2);
  /** The parameters by their command. */
  readonly parameters: ReadonlyMap<number, Uint8Array>;
  isAwake = false;
  isOn = false;
  isInverse = false;
  isIdle = false;
  mode: 'normal' | 'partial' | 'scrolling' = 'normal';
  /** Bits per pixel. */
  bits = 0;
  /**
   * Directions of addresses (`ACCESS`), whether columns and rows of the glass are mirrored, and whether colours are inverted. The effect of the
   * chip-specific command is included.
   */
  access = 0;
  mirrorsColumns = false;
  mirrorsRows = false;
  inverts = false;
  readonly #access = new Uint8Array(1);
  readonly #format = new Uint8Array(1);
  readonly #panel: Uint8Array;

  constructor(
    private readonly chip: TftChip,
    private readonly glass: TftGlass,
  ) {
    this.#panel = new Uint8Array(chip.panel?.count ?? 0);
    this.parameters = new Map([
      [COMMAND.COLUMNS, this.columns],
      [COMMAND.ROWS, this.rows],
      [COMMAND.PARTIAL_AREA, this.partialArea],
      [COMMAND.SCROLL_AREA, this.scrollArea],
      [COMMAND.SCROLL_START, this.scrollStart],
      [COMMAND.ACCESS, this.#access],
      [COMMAND.FORMAT, this.#format],
      ...(chip.panel === null ? [] : [[chip.panel.code, this.#panel] as const]),
    ]);
    this.resetAll();
  }

  /** MADCTL as it was sent, and the format. */
  get sentAccess(): number {
    return this.#access[0];
  }

  get sentFormat(): number {
    return this.#format[0];
  }

  /** Applies the parameters of `code` that have come. A format that the chip lacks changes nothing. */
  take(code: number): void {
    if (code === COMMAND.FORMAT) this.bits = this.chip.formats.get(this.#format[0] & 7) ?? this.bits;
    else if (code === COMMAND.SCROLL_START) this.mode = 'scrolling';
    else this.#derive();
  }

  /** The reset at power-on, or by the reset input. */
  resetAll(): void {
    for (const [code, bits] of [...this.chip.formats].slice(0, 1)) [this.#format[0], this.bits] = [code, bits];
    this.#access[0] = 0;
    this.reset();
  }

  /** The reset by command: format and directions stay ("S/W Reset: no change"). */
  reset(): void {
    const { columns, rows } = this.glass;
    const isExchanged = (this.#access[0] & ACCESS.EXCHANGE) !== 0;
    setWords(this.columns, 0, (isExchanged ? rows : columns) - 1);
    setWords(this.rows, 0, (isExchanged ? columns : rows) - 1);
    setWords(this.partialArea, 0, rows - 1);
    setWords(this.scrollArea, 0, rows, 0);
    setWords(this.scrollStart, 0);
    if (this.chip.panel !== null) this.#panel[this.chip.panel.at] = this.chip.panel.reset;
    this.isAwake = this.isOn = this.isInverse = this.isIdle = false;
    this.mode = 'normal';
    this.#derive();
  }

  /** Combines MADCTL and the chip-specific command. Of the latter, only the bits that differ from its value after a reset count. */
  #derive(): void {
    const { panel } = this.chip;
    this.access = this.sentAccess;
    if (panel === null) return;
    const turned = this.#panel[panel.at] ^ panel.reset;
    for (const [bit, which] of panel.access) if (turned & bit) this.access ^= which;
    this.mirrorsColumns = (turned & panel.mirrorsColumns) !== 0;
    this.mirrorsRows = (turned & panel.mirrorsRows) !== 0;
    this.inverts = (turned & panel.inverts) !== 0;
  }
}

function setWords(bytes: Uint8Array, ...words: readonly number[]): void {
  bytes.set(words.flatMap((value) => [value >> 8, value & 0xff]));
}
