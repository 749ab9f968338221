/** Draws signals over time. */
import type { Track } from './history.js';
import { roundTimeText, type TimeWindow } from './time-window.js';

/** In pixels. */
export const AXIS_HEIGHT = 22;
export const ROW_HEIGHT = 26;
const LABEL_MARGIN = 10;

/** What a drawing needs besides the signals. */
export interface Drawing {
  readonly g: CanvasRenderingContext2D;
  readonly view: TimeWindow;
  /** Colours of signals, by their names. */
  readonly colours: ReadonlyMap<string, string>;
  /** The moment whose values are shown beside the names. */
  readonly told: number;
}

/** Draws one signal below the other, with its name and its value at `told`; the rows of who has the processor come below a line. */
export function drawTracks(drawing: Drawing, tracks: readonly Track[]): void {
  const { g, view } = drawing;
  for (const [i, track] of tracks.entries()) {
    const y = AXIS_HEIGHT + i * ROW_HEIGHT;
    if (track.actor !== null && tracks[i - 1]?.actor === null) {
      g.globalAlpha = 0.3;
      g.fillRect(0, y, view.width, 1);
      g.globalAlpha = 1;
    }
    drawLabel(drawing, track, y);
    drawTrack(drawing, track, y);
  }
}

/** Draws marks at round times; their texts are at `top`, over what is there. */
export function drawAxis({ g, view }: Drawing, top: number, height: number): void {
  const rough = view.span / Math.max(2, (view.width - view.left) / 160);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5, 10].find((factor) => factor * decade >= rough) as number);
  const from = Math.max(0, Math.ceil((view.right - view.span) / step) * step);
  g.clearRect(0, top, view.width, AXIS_HEIGHT - 4);
  for (let t = from; t <= view.right; t += step) {
    const x = view.xOf(t);
    g.globalAlpha = 0.15;
    g.fillRect(x, top, 1, height);
    g.globalAlpha = 0.8;
    g.fillText(roundTimeText(t), x + 4, top + 13);
  }
  g.globalAlpha = 1;
}

/** Draws a line at a moment, if it is visible. */
export function drawCursor({ g, view }: Drawing, t: number, height: number, colour: string): void {
  const x = view.xOf(t);
  if (x < view.left) return;
  g.save();
  g.fillStyle = colour;
  g.fillRect(x, 0, 1.5, height);
  g.restore();
}

function drawLabel({ g, view, colours, told }: Drawing, track: Track, y: number): void {
  const base = y + ROW_HEIGHT - 9;
  g.save();
  const colour = colours.get(track.name);
  if (colour !== undefined) {
    g.fillStyle = colour;
    g.fillRect(LABEL_MARGIN, base - 9, 4, 11);
  }
  g.restore();
  // A name that is too long is condensed. The row of an actor needs no value: the line shows whether the actor runs.
  const room = view.left - LABEL_MARGIN - 10;
  if (track.actor !== null) {
    g.fillText(track.name, LABEL_MARGIN + 10, base, room - LABEL_MARGIN);
    return;
  }
  g.fillText(track.name, LABEL_MARGIN + 10, base, room - 30);
  g.textAlign = 'right';
  g.fillText(String(track.values[track.indexAt(told)] ?? '–'), view.left - LABEL_MARGIN, base);
  g.textAlign = 'left';
}

/** Draws a line through the values, and a block where changes are closer than pixels. */
function drawTrack({ g, view, colours }: Drawing, track: Track, y: number): void {
  const bottom = y + ROW_HEIGHT - 6;
  const level = (value: number): number => bottom - (value / track.top) * (ROW_HEIGHT - 10);
  const first = Math.max(0, track.indexAt(view.right - view.span));
  const begin = Math.max(view.left, view.xOf(track.times[first]));
  const end = Math.min(view.width, view.xOf(view.now));
  const path = new Path2D();
  let from = level(track.values[first]);
  path.moveTo(begin, from);
  for (let i = first + 1; i < track.times.length && track.times[i] <= view.right; i++) {
    const x = Math.max(begin, view.xOf(track.times[i]));
    path.lineTo(x, from);
    path.lineTo(x, level(track.values[i]));
    // However many changes a pixel has, the first two make the block, and the last one says how the line continues.
    const last = track.indexAt(Math.min(view.at(x + 1), view.right));
    if (last > i) path.lineTo(x, level(track.values[i + 1]));
    i = Math.max(i, last);
    from = level(track.values[i]);
    path.lineTo(x, from);
  }
  path.lineTo(Math.max(begin, end), from);
  const area = new Path2D(path);
  area.lineTo(Math.max(begin, end), bottom);
  area.lineTo(begin, bottom);
  g.save();
  g.globalAlpha = 0.45;
  g.fillStyle = colours.get(track.name) ?? g.fillStyle;
  if (!colours.has(track.name)) g.globalAlpha = track.actor === null ? 0.12 : 0.3;
  g.fill(area);
  g.restore();
  g.stroke(path);
}
