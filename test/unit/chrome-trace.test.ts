/** Traces for ui.perfetto.dev: the JSON of the Trace Event Format. */
import { expect, test } from 'vitest';
import { ChromeTraceFormat } from '../../src/sim/chrome-trace.js';
import type { TraceEvent } from '../../src/sim/trace.js';

interface Record {
  readonly ph: string;
  readonly name?: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly args?: { readonly name?: string; readonly value?: number };
}

function textOf(events: readonly TraceEvent[], end = 9_000n): string {
  const format = new ChromeTraceFormat();
  return format.head() + events.map((event) => format.change(event)).join('') + format.tail(end);
}

const recordsOf = (events: readonly TraceEvent[], end?: bigint): Record[] => JSON.parse(textOf(events, end)).traceEvents;
/** Without those that name processes and tracks. */
const moments = (records: readonly Record[]): Record[] => records.filter(({ ph }) => ph !== 'M');
const named = (records: readonly Record[], what: string): unknown[] =>
  records.filter(({ ph, name }) => ph === 'M' && name === what).map(({ pid, tid, args }) => [pid, tid, args?.name]);

test('who has the processor has a track of slices, in microseconds with all their digits', () => {
  const events: TraceEvent[] = [
    { t: 0n, signal: 'main', value: 1, actor: 'thread' },
    { t: 1_001n, signal: 'main', value: 0, actor: 'thread' },
    { t: 1_001n, signal: 'TIM2 tick', value: 1, actor: 'handler' },
    { t: 2_500n, signal: 'TIM2 tick', value: 0, actor: 'handler' },
  ];
  const records = recordsOf(events);
  expect(named(records, 'thread_name')).toEqual([
    [1, 1, 'main'],
    [1, 2, 'TIM2 tick'],
  ]);
  expect(moments(records)).toEqual([
    { ph: 'B', pid: 1, tid: 1, name: 'main', cat: 'thread', ts: 0 },
    { ph: 'E', pid: 1, tid: 1, ts: 1.001 },
    { ph: 'B', pid: 1, tid: 2, name: 'TIM2 tick', cat: 'handler', ts: 1.001 },
    { ph: 'E', pid: 1, tid: 2, ts: 2.5 },
  ]);
  expect(textOf([{ t: 31_557_600_000_000_001n, signal: 'main', value: 1, actor: 'thread' }])).toContain('"ts":31557600000000.001}');
});

test('tasks stand apart from what they run on', () => {
  const events: TraceEvent[] = [
    { t: 0n, signal: 'main', value: 1, actor: 'thread' },
    { t: 5n, signal: 'task blink', value: 1, actor: 'task' },
  ];
  const records = recordsOf(events);
  expect(named(records, 'process_name')).toEqual([
    [1, undefined, 'processor'],
    [2, undefined, 'tasks'],
    [3, undefined, 'signals'],
  ]);
  expect(named(records, 'thread_name').map((track) => (track as unknown[])[0])).toEqual([1, 2]);
});

test('a signal is a counter, which lasts until the end', () => {
  const events: TraceEvent[] = [
    { t: 0n, signal: 'LED(4)', value: 0 },
    { t: 2_000n, signal: 'LED(4)', value: 128 },
  ];
  expect(moments(recordsOf(events)).map(({ ph, name, ts, args }) => [ph, name, ts, args?.value])).toEqual([
    ['C', 'LED(4)', 0, 0],
    ['C', 'LED(4)', 2, 128],
    ['C', 'LED(4)', 9, 128],
  ]);
});

test('every slice that begins ends: at the end of the trace at the latest, and none that has not begun', () => {
  const events: TraceEvent[] = [
    { t: 0n, signal: 'main', value: 1, actor: 'thread' },
    { t: 0n, signal: 'thread 1', value: 0, actor: 'thread' },
  ];
  expect(moments(recordsOf(events, 7_000n)).map(({ ph, tid, ts }) => [ph, tid, ts])).toEqual([
    ['B', 1, 0],
    ['E', 1, 7],
  ]);
});

test('of nothing it is a trace, too', () => {
  expect(moments(recordsOf([]))).toEqual([]);
});
