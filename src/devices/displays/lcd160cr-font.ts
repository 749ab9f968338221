/**
 * The fonts of an LCD160CR. Its own are in its firmware, which is not public. How large their characters are is known from a library that lays
 * out text with them (peterhinch/micropython-lcd160cr-gui, `IFont.size`), but for the width of font 2, with which lines of the driver's own
 * test would not fit: it is such that they do. Here they are the font of `framebuf`, of which rows and columns are left out or taken twice.
 */
import { glyph } from '../../font-8x8.js';
import type { Lcd160crGlass, Point } from './lcd160cr-glass.js';

/** Stands for a column without points. */
const BLANK = -1;

/** By their numbers: which columns and rows of a glyph of 8 × 8 points make a character. */
const FONTS = [
  { columns: [2, 3, 5, BLANK], rows: [0, 2, 3, 4, 6] },
  { columns: [2, 3, 4, 5, 7, BLANK], rows: [0, 1, 2, 3, 4, 5, 6] },
  { columns: [1, 2, 3, 4, 5, 6, 7], rows: [0, 1, 2, 3, 4, 5, 6, 7] },
  { columns: [0, 1, 2, 3, 4, 5, 6, 7, BLANK], rows: [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7] },
] as const;

/** How text looks: `LCD160CR.set_font`, `set_text_color`. */
export interface TextStyle {
  readonly font: number;
  /** The side of the square that a point of a character is. */
  readonly scale: number;
  /** By how many points each such square is larger, across and down. */
  readonly boldAcross: number;
  readonly boldDown: number;
  /** Without background. */
  readonly isTransparent: boolean;
  readonly foreground: number;
  readonly background: number;
}

/** The size of a character. */
export function cellOf({ font, scale }: TextStyle): { readonly width: number; readonly height: number } {
  const { columns, rows } = FONTS[font];
  return { width: columns.length * scale, height: rows.length * scale };
}

/** Draws a character whose top left corner is `at`. Beyond ASCII characters show a pattern. */
export function drawCharacter(glass: Lcd160crGlass, code: number, at: Point, style: TextStyle): void {
  const { scale, boldAcross, boldDown } = style;
  if (!style.isTransparent) glass.fill({ ...at, ...cellOf(style) }, style.background);
  for (const [x, y] of pointsOf(code, style.font)) {
    const [width, height] = [scale + boldAcross, scale + boldDown];
    glass.fill({ x: at.x + x * scale, y: at.y + y * scale, width, height }, style.foreground);
  }
}

/** Whether a text of one line has a point there. */
export function isInText(text: readonly number[], x: number, y: number, style: TextStyle): boolean {
  const { width } = cellOf(style);
  const [column, row] = [Math.floor((x % width) / style.scale), Math.floor(y / style.scale)];
  const code = text[Math.floor(x / width)];
  const { columns, rows } = FONTS[style.font];
  return code !== undefined && row < rows.length && isSet(glyph(code), columns[column], rows[row]);
}

/** The points of a character, from the left. */
function pointsOf(code: number, font: number): (readonly [column: number, row: number])[] {
  const { columns, rows } = FONTS[font];
  const shape = glyph(code);
  return columns.flatMap((from, x) => rows.flatMap((bit, y) => (isSet(shape, from, bit) ? [[x, y] as const] : [])));
}

/** Whether a glyph has a point in that column and row. */
function isSet(shape: ArrayLike<number>, column: number, row: number): boolean {
  return column !== BLANK && ((shape[column] >> row) & 1) === 1;
}
