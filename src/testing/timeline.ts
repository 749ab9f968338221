/** Signals over time, drawn as text, as failing tests show them. */
import { moment, whole } from '../checks.js';
import type { TraceEvent } from '../sim/trace.js';

/** The span of simulated time to draw, in ns since reset. */
export interface TimeSpan {
  readonly from: bigint;
  readonly to: bigint;
}

const HIGH = '▔';
const LOW = '▁';
/** More than one change within a column. */
const BUSY = '┇';
/** Columns between two numbers of the scale. */
const SCALE_STEP = 15;
/** Largest number of columns; nobody would look at more. */
const MOST_COLUMNS = 10_000;

const isMoment = moment('reset');
const isWidth = whole(1, MOST_COLUMNS);

/**
 * Draws one line per signal in `events`, which are in order of time: ▔ where it is not 0, ▁ where it is, ┇ where it changes more than once
 * within a column. Before its first event a signal counts as 0. The first line is a scale in milliseconds. Ends in a line end. Throws a
 * TypeError or RangeError for an invalid span or number of columns.
 */
export function drawTimeline(events: readonly TraceEvent[], { from, to }: TimeSpan, columns = 60): string {
  isMoment('from', from);
  isMoment('to', to);
  if (to < from) throw new RangeError(`to: ${to} ns is before from: ${from} ns`);
  isWidth('columns', columns);
  const length = to > from ? to - from : 1n;
  const columnOf = (t: bigint): number => Number(((t - from) * BigInt(columns)) / length);
  const names = [...new Set(events.map(({ signal }) => signal))].sort();
  const width = Math.max(2, ...names.map((name) => name.length));
  const rows = names.map((name) => `${name.padEnd(width)}  ${drawSignal(ofSignal(events, name), columnOf, columns)}\n`);
  return `${drawScale(from, length, columns, width)}\n${rows.join('')}`;
}

const ofSignal = (events: readonly TraceEvent[], name: string): TraceEvent[] => events.filter(({ signal }) => signal === name);

function drawSignal(events: readonly TraceEvent[], columnOf: (t: bigint) => number, columns: number): string {
  let text = '';
  let value = 0;
  let next = 0;
  for (let column = 0; column < columns; column++) {
    let changes = 0;
    for (; next < events.length && columnOf((events[next] as TraceEvent).t) <= column; next++) {
      const event = events[next] as TraceEvent;
      if (columnOf(event.t) === column) changes++;
      value = event.value;
    }
    text += changes > 1 ? BUSY : value === 0 ? LOW : HIGH;
  }
  return text;
}

/** The scale: milliseconds above every SCALE_STEP-th column, with enough decimals to distinguish these. */
function drawScale(from: bigint, length: bigint, columns: number, width: number): string {
  const step = (Number(length) / columns / 1e6) * SCALE_STEP;
  const decimals = step >= 10 ? 0 : step >= 1 ? 1 : 3;
  let text = 'ms'.padEnd(width + 2);
  for (let column = 0; column < columns; column += SCALE_STEP) {
    const ms = (Number(from) + (Number(length) * column) / columns) / 1e6;
    text = text.padEnd(width + 2 + column) + ms.toFixed(decimals);
  }
  return text;
}
