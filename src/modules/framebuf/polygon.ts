/** Polygons, outlined or filled by scan lines (`extmod/modframebuf.c`, after alienryderflex.com/polygon_fill). */
import { charge } from '../../objects/charge.js';
import { engine } from '../../objects/engine.js';
import { passSteps } from '../../objects/pass-steps.js';
import type { Canvas, Point } from './canvas.js';

/** Cycles of comparing one edge with one row. */
const PRICE_PER_EDGE = 40;

/** An edge. The firmware walks edges backwards from the first corner. */
interface Edge {
  readonly from: Point;
  readonly to: Point;
}

function edgesOf(corners: readonly Point[]): Edge[] {
  const backwards = [...corners].reverse();
  return backwards.map((to, i) => ({ from: backwards[i - 1] ?? corners[0], to }));
}

const moved = (point: Point, by: Point): Point => ({ x: point.x + by.x, y: point.y + by.y });

/** Draws the lines between corners, which are relative to `at`. */
export function outlinePolygon(canvas: Canvas, at: Point, corners: readonly Point[], colour: number): void {
  for (const { from, to } of edgesOf(corners)) canvas.line(moved(from, at), moved(to, at), colour);
}

/** Fills a polygon by the even-odd rule: where it covers an area twice, that area stays empty. */
export function fillPolygon(canvas: Canvas, at: Point, corners: readonly Point[], colour: number): void {
  const edges = edgesOf(corners);
  let top = Infinity;
  let bottom = -Infinity;
  for (const { y } of corners) {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const price = PRICE_PER_EDGE * edges.length;
  /** Rows at which an edge ends. */
  const ends = [...new Set(edges.map(lowest))].sort((a, b) => a - b);
  for (let row = top; row <= bottom; row++) {
    charge(price);
    // Between the ends of edges, rows outside of the canvas take time and draw nothing.
    if (at.y + row < 0 || at.y + row >= canvas.height) {
      while (ends[0] !== undefined && ends[0] < row) ends.shift();
      const next = Math.min(ends[0] ?? bottom, bottom, at.y + row < 0 ? -at.y : bottom);
      passSteps(row, Math.max(row, next), price, 1);
      row = Math.max(row, next);
    }
    engine.look();
    const crossings: number[] = [];
    for (const edge of edges) {
      const crossing = crossingOf(edge, row);
      if (crossing !== null) crossings.push(crossing);
      else if (row === lowest(edge)) drawEnd(canvas, at, edge, colour);
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      canvas.hline(at.x + crossings[i], at.y + row, crossings[i + 1] - crossings[i] + 1, colour);
  }
}

const lowest = ({ from, to }: Edge): number => Math.max(from.y, to.y);

/** The x at which an edge crosses a row; null if it does not. An edge's lowest row does not count, so that corners count once. */
function crossingOf({ from, to }: Edge, row: number): number | null {
  if (from.y > row === to.y > row) return null;
  const along = Math.trunc((32 * (to.x - from.x) * (row - from.y)) / (to.y - from.y));
  return Math.trunc((32 * from.x + along + 16) / 32);
}

/** Draws what the crossings miss: the lowest point of an edge, or a whole horizontal edge. */
function drawEnd(canvas: Canvas, at: Point, { from, to }: Edge, colour: number): void {
  if (from.y === to.y) canvas.line(moved(from, at), moved(to, at), colour);
  else {
    const { x, y } = moved(from.y < to.y ? to : from, at);
    canvas.set(x, y, colour);
  }
}
