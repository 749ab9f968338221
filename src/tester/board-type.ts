/** `vpyb.Board`: a board from outside, in Python. */
import { newBytes, PyBytes } from '../objects/bytes.js';
import { arg, keyword, make, methodsOf, NativeObject, nativeType } from '../objects/declare.js';
import { newDict, PyDict } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { newFloat } from '../objects/float.js';
import { newInt } from '../objects/int.js';
import { anything, float, int, optional, text, truth } from '../objects/kinds.js';
import { newList } from '../objects/list.js';
import { None } from '../objects/none.js';
import { call } from '../objects/protocol/call.js';
import { toInteger } from '../objects/protocol/convert.js';
import { isTrue } from '../objects/protocol/truth.js';
import { isStr, newStr, textOf } from '../objects/str.js';
import { newTuple } from '../objects/tuple.js';
import type { PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { parseSize, SIZE_FORM } from '../system/size.js';
import type { ActorTimes } from '../testing/actor-times.js';
import type { TestBench, TestBenchOptions } from '../testing/test-bench.js';
import type { Beside } from './beside.js';
import type { Outside } from './outside.js';
import { plainData, plainObject } from './plain-data.js';
import { told, toldOfMaking } from './told.js';

/**
 * The board that a test asks for. An option that is null is the same as on the test's own board, except that a set-up may name another board or
 * firmware, and that its unique id is one that no other board of the test has.
 */
export interface BoardWish {
  /** The path of a folder or program, or texts and bytes by their paths. */
  readonly files: string | Readonly<Record<string, string | Uint8Array>>;
  readonly options: { readonly [O in 'board' | 'firmware' | 'clock' | 'seed' | 'turns' | 'heap' | 'uniqueId']: TestBenchOptions[O] | null };
  /** What is plugged in, instead of what a vpyb.json among the files says; null: what that says. */
  readonly setup: Readonly<Record<string, unknown>> | null;
  /** Whether it is recorded who has the processor. */
  readonly activity: boolean;
}

/** What the class needs from the test runner. */
export interface BoardMaker {
  /** Makes a board that has not run yet. Throws an error of `CHECKS` or `REFUSALS` (`told.ts`) that says why it cannot be made. */
  make(wish: BoardWish): Outside;
  /** Lets the board run while the test's own board stands still. */
  readonly beside: Beside;
  /** Runs a board in `body`, for at most the milliseconds that it is given, which are `ms` unless the time of all boards is over before. */
  run<T>(board: Outside, ms: number, body: (ms: number) => T): T;
}

type BoardObject = NativeObject<Outside>;
const { method } = methodsOf<BoardObject>();

/** Converts a moment from milliseconds to whole microseconds, rounded down; the moment is a whole number of nanoseconds. */
const microseconds = (ms: number): number => Math.floor(Math.round(ms * 1e6) / 1000);

const numberOf = (value: number): Value => (Number.isInteger(value) ? newInt(value) : newFloat(value));

/** Checks a duration in milliseconds. */
function duration(ms: number): number {
  if (!(ms >= 0 && ms < Number.MAX_SAFE_INTEGER / 1e6)) throw raise.ValueError('%s ms is not a time that can pass', String(ms));
  return ms;
}

/** Checks a span from one moment to another, in milliseconds. */
function span(start: number, end: number): [start: number, end: number] {
  if (duration(end) < duration(start)) throw raise.ValueError('%s ms is before %s ms', String(end), String(start));
  return [start, end];
}

/** The path of a file. */
const path = {
  name: 'path',
  convert(value: Value): string {
    const place = text.convert(value);
    if (place === '') throw raise.ValueError("'' is not a path");
    return place;
  },
};

function onlyOther({ isOwn }: Outside): void {
  if (isOwn) throw raise.RuntimeError('the test itself runs on this board: use time.sleep_ms() to let time pass');
}

/** Texts and bytes by path, or the path of a folder or program. */
function filesOfValue(value: Value): BoardWish['files'] {
  if (isStr(value)) return textOf(value);
  if (!(value instanceof PyDict)) throw raise.TypeError("files must be a folder, a program, or a dict such as {'main.py': source}");
  const entries = [...value.table.ordered()].map(({ key, value: content }): [string, string | Uint8Array] => [
    textOf(key),
    content instanceof PyBytes ? content.bytes : textOf(content as Value),
  ]);
  return Object.fromEntries(entries);
}

/** A whole number of any size: the machine checks it. */
const whole = { name: 'int', convert: (value: Value) => Number(toInteger(value)) };

/** A number of bytes, or a text as for `--heap`. */
const size = {
  name: 'int',
  convert(value: Value): number {
    if (!isStr(value)) return whole.convert(value);
    const bytes = parseSize(textOf(value));
    if (bytes === null) throw raise.ValueError("'%s' is not a size: write %s", textOf(value), SIZE_FORM);
    return bytes;
  },
};

/** Options as on the command line. The machine checks their values. */
const OPTIONS = [
  keyword('board', optional(text), null),
  keyword('firmware', optional(text), null),
  keyword('clock', optional(text), null),
  keyword('turns', optional(text), null),
  keyword('seed', optional(whole), null),
  keyword('heap', optional(size), null),
  keyword('unique_id', optional(text), null),
] as const;

/** The state of a board's program, as attributes. */
const ATTRIBUTES: Readonly<Record<string, (board: Outside) => Value>> = {
  output: ({ bench }) => newStr(bench.output),
  output_bytes: ({ bench }) => newBytes(bench.outputBytes.slice()),
  us: (board) => newInt(board.us),
  ended: ({ bench }) => bench.exit !== null,
  status: ({ bench }) => statusOf(bench),
  error: ({ bench: { exit } }) => (exit?.kind === 'exception' ? newStr(exit.report) : None),
};

/** The status with which the command would exit; None while the program runs. */
function statusOf({ exit }: TestBench): Value {
  if (exit === null) return None;
  return exit.kind === 'exit' ? exit.status & 255 : exit.kind === 'exception' ? 1 : 0;
}

/** An actor's times as a dict, in microseconds. */
function loadOf({ runs, totalMs, longestMs, latencyMs }: ActorTimes): Value {
  const dict = newDict(4);
  dict.table.setName('runs', newInt(runs));
  dict.table.setName('us', newInt(microseconds(totalMs)));
  dict.table.setName('longest_us', newFloat(longestMs * 1000));
  dict.table.setName('latency_us', latencyMs === null ? None : newFloat(latencyMs * 1000));
  return dict;
}

/** Makes the class, whose boards `maker` makes. */
export function boardType(maker: BoardMaker): PyType {
  const { beside } = maker;
  const running = <T>(board: Outside, ms: number, body: (ms: number) => T): T => {
    onlyOther(board);
    return told(() => maker.run(board, duration(ms), body));
  };
  const pressing = (name: 'usr' | 'rst', pressed: boolean): ((self: BoardObject) => void) => {
    return ({ state }) => state.change({ [`${name}.pressed`]: pressed });
  };
  const type: PyType = nativeType(
    'Board',
    {
      make: make(
        [arg('files', anything), ...OPTIONS, keyword('setup', anything, None), keyword('activity', truth, false)],
        (files, board, firmware, clock, turns, seed, heap, uniqueId, setup, activity) => {
          if (setup !== None && !(setup instanceof PyDict)) throw raise.TypeError('a set-up must be a dict, as in vpyb.json');
          const wish = {
            files: filesOfValue(files),
            options: { board, firmware, clock, turns, seed, heap, uniqueId } as BoardWish['options'],
            setup: setup instanceof PyDict ? plainObject(setup) : null,
            activity,
          };
          const made = toldOfMaking(() => beside.run(() => maker.make(wish)));
          return new NativeObject(type, made);
        },
      ),
      repr: ({ state }: BoardObject) => `<Board ${state.name}>`,
      getAttribute: ({ state }: BoardObject, name) => (Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name](state) : undefined),
      attributes: Object.keys(ATTRIBUTES),
    },
    {
      run: method('Let `ms` simulated milliseconds go by on it.', [arg('ms', float)], ({ state }, ms) =>
        running(state, ms, (most) => state.bench.run(most)),
      ),
      run_until: method(
        'Let time go by until it prints a text, or until a function answers what is true; at most `ms`. Answers the microseconds.',
        [arg('condition', anything), arg('ms', float)],
        ({ state }, condition, ms) => {
          const took = running(state, ms, (most) => {
            if (isStr(condition)) return state.runUntilPrinted(textOf(condition), most);
            const holds = (): boolean => beside.back(() => isTrue(call(condition, [])));
            return state.runUntil({ holds, text: 'the condition holds' }, most);
          });
          return newInt(took);
        },
      ),
      type: method('Type at its console.', [arg('text', anything)], ({ state }, typed) =>
        state.bench.type(typed instanceof PyBytes ? typed.bytes : textOf(typed)),
      ),
      press: method('Press its switch USR.', [], pressing('usr', true)),
      release: method('Let USR go.', [], pressing('usr', false)),
      reset: method('Press and let go its button RST.', [], ({ state }) =>
        running(state, 0, () => {
          state.change({ 'rst.pressed': true });
          state.change({ 'rst.pressed': false });
        }),
      ),
      edges: method("A signal's changes: (microseconds, value).", [arg('name', text)], ({ state }, name) =>
        newList(told(() => state.bench.edges(name)).map(({ ms, value }) => newTuple([newInt(microseconds(ms)), numberOf(value)]))),
      ),
      value: method('What a signal is at now.', [arg('name', text)], ({ state }, name) => numberOf(told(() => state.value(name)))),
      load: method(
        'How often and how long a thread, callback or task has had the processor, on a board with activity=True.',
        [arg('name', text)],
        ({ state: { bench } }, name) => loadOf(told(() => bench.load(name))),
      ),
      timeline: method(
        'What its signals did, drawn as text, from `start` to `end` ms.',
        [arg('start', float, 0), arg('end', optional(float), null)],
        ({ state: { bench } }, start, end) => newStr(told(() => bench.timeline(...span(start, end ?? bench.ms)))),
      ),
      read: method('A text file that it has written.', [arg('path', path)], ({ state }, place) =>
        newStr(told(() => state.bench.read(place))),
      ),
      read_bytes: method('Any file that it has written.', [arg('path', path)], ({ state }, place) =>
        newBytes(told(() => state.bench.readBytes(place))),
      ),
      uncaught: method('What callbacks and threads have raised since this was called last, and nobody has caught.', [], ({ state }) =>
        newList(state.uncaught.take().map((said) => newStr(said))),
      ),
      drive: method(
        'Hold a pin at 0 or 1 from outside; None lets go.',
        [arg('pin', text), arg('level', optional(int))],
        ({ state }, pin, level) => told(() => state.drive(pin, level as 0 | 1 | null)),
      ),
      volts: method(
        'Put volts at a pin; None takes them away.',
        [arg('pin', text), arg('volts', optional(float))],
        ({ state }, pin, volts) => told(() => state.volts(pin, volts)),
      ),
      wire: method('Join two pins.', [arg('one', text), arg('other', text)], ({ state }, one, other) => told(() => state.wire(one, other))),
      change: method(
        'Change the world at once: `room.temperature`.',
        [arg('what', text), arg('value', anything)],
        ({ state }, what, value) => {
          const change = { [what]: plainData(value) };
          told(() => state.change(change));
        },
      ),
      plug: method(
        'Plug a device in: its type, its wires and settings, as in vpyb.json.',
        [arg('name', text), arg('settings', anything)],
        ({ state }, name, settings) => {
          if (!(settings instanceof PyDict)) throw raise.TypeError("settings must be a dict, such as {'type': 'dht22', 'data': 'X3'}");
          const described = plainObject(settings);
          told(() => state.plug(name, described));
        },
      ),
      shown: method('What a device shows, as text, or has heard.', [arg('name', text)], ({ state }, name) =>
        newStr(told(() => state.shown(name))),
      ),
      pixel: method(
        'The colour of a point that a display shows, or of a light of a strip: 0xRRGGBB.',
        [arg('name', text), arg('x', int), arg('y', int, 0)],
        ({ state }, name, x, y) => newInt(told(() => state.pixel(name, x, y))),
      ),
      shown_bytes: method('The bytes that a serial device has heard.', [arg('name', text)], ({ state }, name) =>
        newBytes(told(() => state.shownBytes(name))),
      ),
    },
  );
  return type;
}
