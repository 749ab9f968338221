/** What a device shows, and how that looks as text. */

/** A picture of coloured points. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Colour of a point, 0xRRGGBB; 0, 0 is at the top left. */
  at(x: number, y: number): number;
}

/** What a picture shows at a moment, in the form that `new ImageData(rgba, width)` takes. */
export interface Points {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each point, row by row. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Returns what a picture shows now. */
export function pointsOf(picture: Picture): Points {
  const { width, height } = picture;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const view = new DataView(rgba.buffer);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) view.setUint32(i, ((picture.at(x, y) << 8) | 0xff) >>> 0);
  }
  return { width, height, rgba };
}

/** Half blocks: each character is two points, one above the other. */
const BLOCKS = [' ', '▀', '▄', '█'];

/** Returns a picture as block characters, two rows of points per line; every point that is not black is set. Lines have no trailing spaces. */
export function pictureText(picture: Picture): string {
  const { width, height } = picture;
  const isLit = (x: number, y: number): number => (y < height && picture.at(x, y) !== 0 ? 1 : 0);
  let text = '';
  for (let y = 0; y < height; y += 2) {
    const row = Array.from({ length: width }, (_, x) => BLOCKS[isLit(x, y) | (isLit(x, y + 1) << 1)]);
    text += `${row.join('').trimEnd()}\n`;
  }
  return text;
}
