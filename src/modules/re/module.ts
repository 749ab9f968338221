/** `re` (`extmod/modre.c`). */
import type { Features } from '../../firmwares.js';
import { newBytes, PyBytes, readableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, arg, fn, methodsOf, nativeType } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { IndexError, raise, withArgs } from '../../objects/exception.js';
import { perFirmware } from '../../objects/features.js';
import { addressOf } from '../../objects/identity.js';
import { anything, int } from '../../objects/kinds.js';
import { appendItem, newList } from '../../objects/list.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { call, isCallable } from '../../objects/protocol/call.js';
import { badImplicitConversion, isStr, newStr, textOf, wholeStr } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { decodeUtf8, encodeUtf8, unitsToBytes } from '../../utf8.js';
import { listing } from './listing.js';
import { type Captures, execute } from './match.js';
import { compilePattern, type Program } from './program.js';

/** Bytes of a pattern without its program. */
const PATTERN_BYTES = 16;

/** A compiled pattern. */
class Pattern implements PyObject {
  constructor(readonly program: Program) {
    allocate(PATTERN_BYTES + program.size);
  }
  get type(): PyType {
    return patternType;
  }
}

/** Where a pattern matched. */
class Match implements PyObject {
  constructor(
    readonly text: Text,
    readonly captures: Int32Array,
  ) {
    allocate(12 + 4 * captures.length);
  }
  get type(): PyType {
    return matchType();
  }
  /** Text of a group, None if it took no part; raises IndexError if there is no such group. */
  group(number: number): Value {
    const start = this.captures[number * 2];
    if (number < 0 || start === undefined) throw withArgs(IndexError, [number]);
    return start < 0 ? None : this.text.part(start, this.captures[number * 2 + 1] as number);
  }
  /** Texts of all groups. */
  groups(): Value {
    return newTuple(Array.from({ length: this.captures.length / 2 - 1 }, (_, i) => this.group(i + 1)));
  }
  /** Where a group begins and ends in the text; −1 twice if it took no part. Raises IndexError if there is no such group. */
  span(number: number): [start: number, end: number] {
    const start = this.captures[number * 2];
    if (number < 0 || start === undefined) throw withArgs(IndexError, [number]);
    return start < 0 ? [-1, -1] : [this.text.place(start), this.text.place(this.captures[number * 2 + 1] as number)];
  }
}

/** A str or bytes that is searched, as bytes. Parts of it have the same type. */
class Text {
  readonly bytes: Uint8Array;

  constructor(readonly value: Value) {
    if (!isStr(value) && !(value instanceof PyBytes)) throw badImplicitConversion(value);
    this.bytes = readableBuffer(value).bytes;
  }

  /** A part of the text. Raises UnicodeError if a pattern has cut a character. */
  part(from: number, to: number): Value {
    const bytes = this.bytes.slice(from, to);
    return isStr(this.value) ? wholeStr(bytes) : newBytes(bytes);
  }

  /** Converts a position in the bytes to one in the value: for a str, one among its characters. */
  place(at: number): number {
    return isStr(this.value) ? at - this.bytes.subarray(0, at).filter((byte) => (byte & 0xc0) === 0x80).length : at;
  }

  /** A value of the same type from the bytes that replacements have made, which need not be valid UTF-8. */
  like(bytes: Uint8Array): Value {
    return isStr(this.value) ? newStr(decodeUtf8(bytes, 'keep') as string) : newBytes(bytes);
  }
}

function compile(pattern: Value): Pattern {
  const bytes = pattern instanceof PyBytes ? pattern.bytes : encodeUtf8(textOf(pattern));
  const end = bytes.indexOf(0);
  return new Pattern(compilePattern(end < 0 ? bytes : bytes.subarray(0, end)));
}

/** A pattern, which is compiled if it is not yet. */
const compiledOf = (pattern: Value): Pattern => (pattern instanceof Pattern ? pattern : compile(pattern));

function find(pattern: Value, value: Value, limits: readonly [from: Value, to: Value], isAnchored: boolean): Value {
  const { program } = compiledOf(pattern);
  const text = new Text(value);
  const { length } = text.bytes;
  const inside = (place: number): number => Math.min(Math.max(place, 0), length);
  // Only compiled patterns take limits; otherwise the firmware does not look at them.
  const [first, last] = pattern instanceof Pattern ? limits : [ABSENT, ABSENT];
  const from = first === ABSENT ? 0 : inside(int.convert(first));
  const to = last === ABSENT ? length : Math.max(from, inside(int.convert(last)));
  const captures = execute(program, { bytes: text.bytes, from, to }, isAnchored);
  return captures === null ? None : new Match(text, captures);
}

/** Yields one match after the other. The first empty match ends the search. */
function* matches({ program }: Pattern, text: Text): Generator<NonNullable<Captures>> {
  let from = 0;
  for (;;) {
    const captures = execute(program, { bytes: text.bytes, from, to: text.bytes.length }, false);
    if (captures === null || captures[0] === captures[1]) return;
    yield captures;
    from = captures[1] as number;
    engine.look();
  }
}

function split(pattern: Pattern, value: Value, limit: Value): Value {
  const text = new Text(value);
  const most = int.convert(limit);
  const parts = newList([]);
  let from = 0;
  let left = most;
  for (const captures of matches(pattern, text)) {
    appendItem(parts, text.part(from, captures[0] as number));
    if (pattern.program.groups > 1) throw raise.NotImplementedError('splitting with sub-captures');
    from = captures[1] as number;
    if (most > 0 && --left === 0) break;
  }
  appendItem(parts, text.part(from, text.bytes.length));
  return parts;
}

function substitute(given: Value, replacement: Value, value: Value, limit: Value): Value {
  const pattern = compiledOf(given);
  const most = int.convert(limit);
  const text = new Text(value);
  const parts: Uint8Array[] = [];
  let from = 0;
  let left = most;
  for (const captures of matches(pattern, text)) {
    parts.push(text.bytes.subarray(from, captures[0] as number));
    const by = isCallable(replacement) ? call(replacement, [new Match(text, captures)]) : replacement;
    expand(by instanceof PyBytes ? by.bytes : encodeUtf8(textOf(by)), captures, text.bytes, parts);
    from = captures[1] as number;
    if (most > 0 && --left === 0) break;
  }
  if (parts.length === 0) return value;
  parts.push(text.bytes.subarray(from));
  return text.like(joined(parts));
}

const BACKSLASH = 0x5c;

/** Adds a replacement to `parts`, with its `\1` and `\g<1>` filled in. A backslash before anything else is left out. */
function expand(template: Uint8Array, captures: Int32Array, subject: Uint8Array, parts: Uint8Array[]): void {
  let from = 0;
  for (let at = template.indexOf(BACKSLASH); at >= 0; at = template.indexOf(BACKSLASH, from)) {
    parts.push(template.subarray(from, at));
    from = at + 1;
    if (template[from] === BACKSLASH) {
      parts.push(template.subarray(from, ++from));
      continue;
    }
    const reference = /^(?:g<(\d+)>?|g<|(\d+))/.exec(String.fromCharCode(...template.subarray(from, from + 16)));
    if (reference === null) continue;
    from += reference[0].length;
    const digits = reference[1] ?? reference[2];
    if (digits === undefined) continue;
    const start = captures[Number(digits) * 2];
    if (start === undefined) throw withArgs(IndexError, [Number(digits)]);
    if (start >= 0) parts.push(subject.subarray(start, captures[Number(digits) * 2 + 1]));
  }
  parts.push(template.subarray(from));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const onMatch = methodsOf<Match>();
const groupNumber = [arg('number', int, 0)] as const;
const groupsMethod = { groups: onMatch.method('Texts of all groups.', [], (self) => self.groups()) };
const spanMethods = {
  span: onMatch.method('Start and end of a group.', groupNumber, (self, number) => newTuple(self.span(number))),
  start: onMatch.method('Where a group begins.', groupNumber, (self, number) => self.span(number)[0]),
  end: onMatch.method('Where a group ends.', groupNumber, (self, number) => self.span(number)[1]),
};
const matchType = perFirmware(({ matchGroups, matchSpan }) =>
  nativeType(
    'match',
    {
      repr: (self: Match) => `<match num=${self.captures.length / 2}>`,
      references(self: Match, hold) {
        hold(self.text.value);
        return 12 + 4 * self.captures.length;
      },
    },
    {
      group: onMatch.method('Text of a group; 0 is the whole match.', [arg('number', int)], (self, number) => self.group(number)),
      ...(matchGroups ? groupsMethod : {}),
      ...(matchSpan ? spanMethods : {}),
    },
  ),
);

const limits = [arg('from', anything, ABSENT), arg('to', anything, ABSENT)] as const;
// The firmware ignores the flags.
const count = [arg('count', anything, 0), arg('flags', anything, 0)] as const;
const onPattern = methodsOf<Pattern>();
const matchDoc = 'Match at the beginning.';
const searchDoc = 'Find the first match.';
const subDoc = 'Replace matches.';
const patternType: PyType = nativeType(
  're',
  {
    repr: (self: Pattern) => `<re ${addressOf(self).toString(16)}>`,
    references: (self: Pattern) => PATTERN_BYTES + self.program.size,
  },
  {
    match: onPattern.method(matchDoc, [arg('text', anything), ...limits], (self, text, from, to) => find(self, text, [from, to], true)),
    search: onPattern.method(searchDoc, [arg('text', anything), ...limits], (self, text, from, to) => find(self, text, [from, to], false)),
    split: onPattern.method('Split at matches.', [arg('text', anything), arg('most', anything, 0)], split),
    sub: onPattern.method(subDoc, [arg('replacement', anything), arg('text', anything), ...count], substitute),
  },
);

const pattern = arg('pattern', anything);

/** The flag of `compile` that lists the compiled pattern. */
const DEBUG = 0x1000;

/** `re` of a firmware with these features; `print` writes to the machine's console. */
export const re = ({ reDebug }: Features, print: (bytes: Uint8Array) => void): PyModule =>
  nativeModule('re', {
    compile: fn('Compile a pattern.', [pattern, arg('flags', anything, 0)], (given, flags) => {
      const compiled = compile(given);
      if (reDebug && (int.convert(flags) & DEBUG) !== 0) print(unitsToBytes(listing(compiled.program)));
      return compiled;
    }),
    match: fn(matchDoc, [pattern, arg('text', anything), ...limits], (given, text, from, to) => find(given, text, [from, to], true)),
    search: fn(searchDoc, [pattern, arg('text', anything), ...limits], (given, text, from, to) => find(given, text, [from, to], false)),
    sub: fn(subDoc, [pattern, arg('replacement', anything), arg('text', anything), ...count], substitute),
    ...(reDebug ? { DEBUG } : {}),
  });
