/** The glass of a colour display: which place of the memory each point shows, and in which colour. */
import type { Picture } from './picture.js';
import { ACCESS, type TftGlass } from './tft-chips.js';
import { type TftSettings, word } from './tft-settings.js';

/** How the display is held: turned clockwise by this number of degrees. */
export type Turn = 0 | 90 | 180 | 270;

/** The picture. A glass that is off, asleep or without light is black. */
export class TftPanel implements Picture {
  readonly width: number;
  readonly height: number;
  /** Colours, 0xRRGGBB, row by row. */
  readonly memory: Int32Array;
  /** Whether the light is on. */
  isLit: () => boolean = () => true;
  /** How a step across and a step down in the picture moves over the glass, and the point of the glass at the picture's top left. */
  readonly #across: readonly [column: number, row: number];
  readonly #down: readonly [column: number, row: number];
  readonly #origin: readonly [column: number, row: number];

  constructor(
    private readonly glass: TftGlass,
    private readonly settings: TftSettings,
    turn: Turn,
  ) {
    const { width, height } = glass;
    this.memory = new Int32Array(glass.columns * glass.rows);
    [this.width, this.height] = turn % 180 === 0 ? [width, height] : [height, width];
    const [cosine, sine] = [1 - (turn === 180 ? 2 : turn === 0 ? 0 : 1), turn === 90 ? 1 : turn === 270 ? -1 : 0];
    this.#across = [cosine, -sine];
    this.#down = [sine, cosine];
    this.#origin = [turn === 180 || turn === 270 ? width - 1 : 0, turn === 90 || turn === 180 ? height - 1 : 0];
  }

  at(x: number, y: number): number {
    const { glass, settings } = this;
    if (!settings.isAwake || !settings.isOn || !this.isLit()) return 0;
    let column = glass.left + this.#origin[0] + x * this.#across[0] + y * this.#down[0];
    let row = glass.top + this.#origin[1] + x * this.#across[1] + y * this.#down[1];
    if (settings.mirrorsColumns !== glass.isMirrored) column = glass.columns - 1 - column;
    if (settings.mirrorsRows) row = glass.rows - 1 - row;
    const { access } = settings;
    const line = this.#lineOf(row, (access & ACCESS.LINES_BACK) !== 0);
    return line < 0 || line >= glass.rows
      ? 0
      : this.#shown(this.memory[line * glass.columns + column], ((access & ACCESS.BGR) !== 0) !== (glass.order === 'BGR'));
  }

  /** Returns the line of the memory that a row shows; -1 if none. If lines are refreshed from the bottom (ML), areas are counted from there. */
  #lineOf(row: number, isBack: boolean): number {
    const { settings, glass } = this;
    if (settings.mode === 'normal') return row;
    const last = glass.rows - 1;
    const line = isBack ? last - row : row;
    if (settings.mode === 'partial') {
      const [first, end] = [word(settings.partialArea, 0), word(settings.partialArea, 2)];
      const isShown = first <= end ? line >= first && line <= end : line >= first || line <= end;
      return isShown ? row : -1;
    }
    const [above, height] = [word(settings.scrollArea, 0), word(settings.scrollArea, 2)];
    if (line < above || line >= above + height) return row;
    const moved = above + ((((line + word(settings.scrollStart, 0) - 2 * above) % height) + height) % height);
    return isBack ? last - moved : moved;
  }

  /** Returns a colour as it appears; idle mode has eight colours (§8.2.31 of the ILI9341). */
  #shown(stored: number, isSwapped: boolean): number {
    const { glass, settings } = this;
    let colour = settings.isIdle ? ((stored >> 7) & 0x010101) * 0xff : stored;
    if ((settings.isInverse !== settings.inverts) !== glass.isInverse) colour ^= 0xffffff;
    return isSwapped ? ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16) : colour;
  }
}
