/** Ellipses in integer arithmetic (`extmod/modframebuf.c`; J. Kennedy, “A fast Bresenham type algorithm for drawing ellipses”). */
import { engine } from '../../objects/engine.js';
import { type Canvas, type Point, QUADRANT } from './canvas.js';

/** How an ellipse is drawn. */
interface EllipseStyle {
  readonly colour: number;
  readonly isFilled: boolean;
  /** A union of QUADRANTs. */
  readonly quadrants: number;
}

/** Draws an ellipse, or some of its quadrants. */
export function drawEllipse(canvas: Canvas, centre: Point, radius: Point, style: EllipseStyle): void {
  if (radius.x === 0 && radius.y === 0) {
    if (style.quadrants !== 0) canvas.set(centre.x, centre.y, style.colour);
    return;
  }
  const plot = style.isFilled ? fillRows : setPoints;
  // The first walk goes up from the right end while the curve is steep. The second starts at the top, with the axes exchanged.
  walk(radius.x, radius.y, (x, y) => plot(canvas, centre, { x, y }, style));
  walk(radius.y, radius.x, (y, x) => plot(canvas, centre, { x, y }, style));
}

/** Walks an ellipse with radii a and b from (a, 0), in steps along the second axis, until its slope is one. */
function walk(a: number, b: number, visit: (major: number, minor: number) => void): void {
  const i32 = (n: number): number => n | 0;
  const twoASquare = i32(2 * a * a);
  const twoBSquare = i32(2 * b * b);
  let major = a;
  let minor = 0;
  let majorChange = i32(b * b * (1 - 2 * a));
  let minorChange = i32(a * a);
  let error = 0;
  let stoppingMajor = i32(twoBSquare * a);
  let stoppingMinor = 0;
  while (stoppingMajor >= stoppingMinor) {
    if (minor % 1000 === 999) engine.look();
    visit(major, minor);
    minor++;
    stoppingMinor = i32(stoppingMinor + twoASquare);
    error = i32(error + minorChange);
    minorChange = i32(minorChange + twoASquare);
    if (i32(2 * error + majorChange) > 0) {
      major--;
      stoppingMajor = i32(stoppingMajor - twoBSquare);
      error = i32(error + majorChange);
      majorChange = i32(majorChange + twoBSquare);
    }
  }
}

function setPoints(canvas: Canvas, centre: Point, { x, y }: Point, { colour, quadrants }: EllipseStyle): void {
  if (quadrants & QUADRANT.UPPER_RIGHT) canvas.set(centre.x + x, centre.y - y, colour);
  if (quadrants & QUADRANT.UPPER_LEFT) canvas.set(centre.x - x, centre.y - y, colour);
  if (quadrants & QUADRANT.LOWER_LEFT) canvas.set(centre.x - x, centre.y + y, colour);
  if (quadrants & QUADRANT.LOWER_RIGHT) canvas.set(centre.x + x, centre.y + y, colour);
}

function fillRows(canvas: Canvas, centre: Point, { x, y }: Point, { colour, quadrants }: EllipseStyle): void {
  if (quadrants & QUADRANT.UPPER_RIGHT) canvas.hline(centre.x, centre.y - y, x + 1, colour);
  if (quadrants & QUADRANT.UPPER_LEFT) canvas.hline(centre.x - x, centre.y - y, x + 1, colour);
  if (quadrants & QUADRANT.LOWER_LEFT) canvas.hline(centre.x - x, centre.y + y, x + 1, colour);
  if (quadrants & QUADRANT.LOWER_RIGHT) canvas.hline(centre.x, centre.y + y, x + 1, colour);
}
