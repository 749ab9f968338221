/**
 * The fonts of an LCD160CR. The real fonts are in its firmware, which is not public. The sizes of their characters are those that a library uses
 * to lay out text (peterhinch/micropython-lcd160cr-gui, `IFont.size`), except for the width of font 2: with the library's width, lines of the
 * driver's own test would not fit, so a width is used with which they do. The shapes are made from the font of `framebuf` by leaving out or
 * repeating rows and columns.
 */
import { glyph } from '../../font-8x8.js';
import type { Lcd160crGlass, Point } from './lcd160cr-glass.js';

/** Stands for a column without points. */
const BLANK = -1;

/** The fonts by number: which columns and rows of an 8 × 8 glyph make a character. */
const FONTS = [
  { columns: [2, 3, 5, BLANK], rows: [0, 2, 3, 4, 6] },
  { columns: [2, 3, 4, 5, 7, BLANK], rows: [0, 1, 2, 3, 4, 5, 6] },
  { columns: [1, 2, 3, 4, 5, 6, 7], rows: [0, 1, 2, 3, 4, 5, 6, 7] },
  { columns: [0, 1, 2, 3, 4, 5, 6, 7, BLANK], rows: [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7] },
] as const;

/** How text looks: `LCD160CR.set_font`, `set_text_color`. */
export interface TextStyle {
  readonly font: number;
  /** Side of the square that each point of a character becomes. */
  readonly scale: number;
  /** By how many points each of these squares is extended across and down. */
  readonly boldAcross: number;
  readonly boldDown: number;
  /** Without background. */
  readonly isTransparent: boolean;
  readonly foreground: number;
  readonly background: number;
}

/** Returns the size of a character. */
export function cellOf({ font, scale }: TextStyle): { readonly width: number; readonly height: number } {
  const { columns, rows } = FONTS[font];
  return { width: columns.length * scale, height: rows.length * scale };
}

/** Draws a character with its top left corner at `at`. Characters beyond ASCII show a pattern. */
export function drawCharacter(glass: Lcd160crGlass, code: number, at: Point, style: TextStyle): void {
  const { scale, boldAcross, boldDown } = style;
  if (!style.isTransparent) glass.fill({ ...at, ...cellOf(style) }, style.background);
  for (const [x, y] of pointsOf(code, style.font)) {
    const [width, height] = [scale + boldAcross, scale + boldDown];
    glass.fill({ x: at.x + x * scale, y: at.y + y * scale, width, height }, style.foreground);
  }
}

/** Whether a text of one line has a point at `x`, `y`. */
export function isInText(text: readonly number[], x: number, y: number, style: TextStyle): boolean {
  const { width } = cellOf(style);
  const [column, row] = [Math.floor((x % width) / style.scale), Math.floor(y / style.scale)];
  const code = text[Math.floor(x / width)];
  const { columns, rows } = FONTS[style.font];
  return code !== undefined && row < rows.length && isSet(glyph(code), columns[column], rows[row]);
}

/** Returns the points of a character, from the left. */
function pointsOf(code: number, font: number): (readonly [column: number, row: number])[] {
  const { columns, rows } = FONTS[font];
  const shape = glyph(code);
  return columns.flatMap((from, x) => rows.flatMap((bit, y) => (isSet(shape, from, bit) ? [[x, y] as const] : [])));
}

/** Whether a glyph has a point in that column and row. */
function isSet(shape: ArrayLike<number>, column: number, row: number): boolean {
  return column !== BLANK && ((shape[column] >> row) & 1) === 1;
}
