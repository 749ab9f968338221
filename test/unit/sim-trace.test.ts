import { expect, test } from 'vitest';
import { Clock } from '../../src/sim/clock.js';
import { Signal } from '../../src/sim/signal.js';
import { Trace, type TraceEvent } from '../../src/sim/trace.js';
import { jsonLine, textLine, ValueChangeDump } from '../../src/sim/trace-format.js';
import { RATE } from './sim-machine.js';

function record(): { clock: Clock; red: Signal; blue: Signal; events: TraceEvent[] } {
  const clock = new Clock(RATE);
  const trace = new Trace(clock);
  const red = new Signal('LED(1)');
  const blue = new Signal('LED(4)', 1);
  trace.watch(red);
  trace.watch(blue);
  const events = trace.state();
  trace.subscribe((event) => events.push(event));
  return { clock, red, blue, events };
}

test('a record begins with the state and holds every change once', () => {
  const { clock, red, blue, events } = record();
  clock.advanceTo(1_000_000);
  red.drive(1);
  red.drive(1);
  blue.drive(0);
  expect(events.map(jsonLine).join('')).toBe(
    '{"t": 0, "signal": "LED(1)", "value": 0}\n' +
      '{"t": 0, "signal": "LED(4)", "value": 1}\n' +
      '{"t": 1000000, "signal": "LED(1)", "value": 1}\n' +
      '{"t": 1000000, "signal": "LED(4)", "value": 0}\n',
  );
});

test('listeners that drive a signal back do not change the order in which the others hear of it', () => {
  const { red, blue, events } = record();
  const heard: number[] = [];
  red.subscribe((value) => {
    if (value === 1) red.drive(2);
    if (value === 2) blue.drive(0);
  });
  blue.subscribe(() => red.drive(3));
  red.subscribe((value) => heard.push(value));
  red.drive(1);
  expect(red.value).toBe(3);
  expect(heard).toEqual([1, 2, 3]);
  expect(events.slice(2).map(({ signal, value }) => `${signal} ${value}`)).toEqual(['LED(1) 1', 'LED(1) 2', 'LED(4) 0', 'LED(1) 3']);
});

test('a listener of the trace that causes an event is not heard of by others before the event to which it answers', () => {
  const clock = new Clock(RATE);
  const trace = new Trace(clock);
  const [red, blue] = [new Signal('LED(1)'), new Signal('LED(4)')];
  trace.watch(red);
  trace.watch(blue);
  trace.subscribe(({ signal }) => signal === 'LED(1)' && blue.drive(1));
  const heard: string[] = [];
  trace.subscribe(({ signal, value }) => heard.push(`${signal} ${value}`));
  red.drive(1);
  expect(heard).toEqual(['LED(1) 1', 'LED(4) 1']);
});

test('listeners that drive a signal to and fro for ever are an error that names it, and the signal works on', () => {
  const red = new Signal('LED(1)');
  const off = red.subscribe((value) => red.drive(1 - value));
  expect(() => red.drive(1)).toThrow('LED(1): its listeners answer each other for ever');
  off();
  const heard: number[] = [];
  red.subscribe((value) => heard.push(value));
  red.drive(5);
  expect(heard).toEqual([5]);
});

test('who stops to listen, or begins to, while an event is told takes none from the others', () => {
  const { red, events } = record();
  const heard: string[] = [];
  const listenTo = (subscribe: (listener: () => void) => () => void, name: string): void => {
    const off = subscribe(() => {
      heard.push(`${name} first`);
      off();
      offLast();
      subscribe(() => heard.push(`${name} new`));
    });
    subscribe(() => heard.push(`${name} second`));
    const offLast = subscribe(() => heard.push(`${name} last`));
  };
  const clock = new Clock(RATE);
  const trace = new Trace(clock);
  const blue = new Signal('LED(4)');
  trace.watch(blue);
  listenTo((listener) => trace.subscribe(listener), 'trace');
  listenTo((listener) => red.subscribe(listener), 'signal');
  blue.drive(1);
  red.drive(1);
  expect(heard).toEqual(['trace first', 'trace second', 'signal first', 'signal second']);
  heard.length = 0;
  blue.drive(0);
  red.drive(0);
  expect(heard).toEqual(['trace second', 'trace new', 'signal second', 'signal new']);
  expect(events.slice(2).map(({ value }) => value)).toEqual([1, 0]);
});

test('times have all their digits after a century', () => {
  const { clock, red, events } = record();
  for (let day = 0; day < 36_525; day++) clock.advanceTo(clock.now + 86_400e9);
  clock.advanceTo(clock.now + 1);
  red.drive(1);
  expect(jsonLine(events[2])).toBe('{"t": 3155760000000000001, "signal": "LED(1)", "value": 1}\n');
});

test('a value change dump has wires for levels and integers for brightness', () => {
  const { clock, red, blue, events } = record();
  const dump = new ValueChangeDump();
  clock.advanceTo(500);
  red.drive(1);
  blue.drive(128);
  clock.advanceTo(900);
  red.drive(0);
  for (const event of events) dump.add(event);
  expect(dump.text(1000n)).toBe(
    [
      '$version virtual-pyboard $end',
      '$timescale 1 ns $end',
      '$scope module board $end',
      '$var wire 1 ! LED(1) $end',
      '$var integer 32 " LED(4) $end',
      '$upscope $end',
      '$enddefinitions $end',
      '#0',
      '0!',
      'b1 "',
      '#500',
      '1!',
      'b10000000 "',
      '#900',
      '0!',
      '#1000',
      '',
    ].join('\n'),
  );
});

test('lines for people have milliseconds to the nanosecond, and the line of the program where it is known', () => {
  expect(textLine({ t: 225_750n, signal: 'LED(1)', value: 0 })).toBe('        0.225750 ms  LED(1)  0\n');
  expect(textLine({ t: 604_800_000_000_001n, signal: 'X1', value: 1, at: 'main.py:35' })).toBe(
    '604800000.000001 ms  X1      1  main.py:35\n',
  );
  expect(jsonLine({ t: 5n, signal: 'X1', value: 1, at: 'main.py:35' })).toBe('{"t": 5, "signal": "X1", "value": 1, "at": "main.py:35"}\n');
  expect(jsonLine({ t: 5n, signal: 'main', value: 1, actor: 'thread' })).toBe(
    '{"t": 5, "signal": "main", "value": 1, "actor": "thread"}\n',
  );
});
