/**
 * Where the next pixel of a colour display goes: through a window of addresses, line by line (ILI9341 §8.2.20 to §8.2.22). A window that ends
 * beyond the memory ends with it: what lies outside is ignored (ST7735 §10.1.19), so drivers whose last address is the size itself
 * show straight lines.
 */
import { ACCESS, type TftChip, type TftGlass } from './tft-chips.js';
import { type TftSettings, word } from './tft-settings.js';

/** Steps through places in the memory. */
export class TftCursor {
  #x = 0;
  #y = 0;
  #first = 0;
  #last = 0;
  #top = 0;
  #bottom = 0;
  /** The last addresses of the memory. */
  #lastColumn = 0;
  #lastRow = 0;
  /** The place of address 0, 0, and by how much the place changes with each column address and each row address. */
  #origin = 0;
  #acrossBy = 0;
  #downBy = 0;

  constructor(
    private readonly chip: TftChip,
    private readonly glass: TftGlass,
  ) {}

  /** Goes to the beginning of the window; window and directions are those that are set now. */
  start(settings: TftSettings): void {
    const { addressMask } = this.chip;
    this.#first = this.#x = word(settings.columns, 0) & addressMask;
    this.#top = this.#y = word(settings.rows, 0) & addressMask;
    const { columns, rows } = this.glass;
    const { access } = settings;
    const isColumnBack = (access & ACCESS.COLUMNS_BACK) !== 0;
    const isRowBack = (access & ACCESS.ROWS_BACK) !== 0;
    const [byColumn, byRow] = [isColumnBack ? -1 : 1, isRowBack ? -columns : columns];
    this.#origin = (isColumnBack ? columns - 1 : 0) + (isRowBack ? (rows - 1) * columns : 0);
    const isExchanged = (access & ACCESS.EXCHANGE) !== 0;
    [this.#acrossBy, this.#downBy] = isExchanged ? [byRow, byColumn] : [byColumn, byRow];
    [this.#lastColumn, this.#lastRow] = isExchanged ? [rows - 1, columns - 1] : [columns - 1, rows - 1];
    this.#last = Math.min(word(settings.columns, 2) & addressMask, this.#lastColumn);
    this.#bottom = Math.min(word(settings.rows, 2) & addressMask, this.#lastRow);
  }

  /** The place of the next pixel; -1 if it is outside the memory. */
  get place(): number {
    const [x, y] = [this.#x, this.#y];
    return x <= this.#lastColumn && y <= this.#lastRow ? this.#origin + x * this.#acrossBy + y * this.#downBy : -1;
  }

  /** Returns the place of the next pixel and goes past it. At the window's end it continues at the beginning. */
  next(): number {
    const { place } = this;
    const [x, y] = [this.#x, this.#y];
    if (x >= this.#last) {
      this.#x = this.#first;
      this.#y = y >= this.#bottom ? this.#top : y + 1;
    } else this.#x = x + 1;
    return place;
  }
}
