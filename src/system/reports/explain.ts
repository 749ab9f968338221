/**
 * Explains what the board does not say when a callback of an interrupt fails: which expression failed, why it is not allowed there, what to do
 * instead, and what has become of the source. The explanation is separate from the board's output, which stays as it is.
 */
import type { Code } from '../../bytecode/code.js';
import { opAt } from '../../bytecode/instruction.js';
import { Op } from '../../bytecode/opcodes.js';
import { ERRNO_NAMES } from '../../errno.js';
import type { CallbackSource } from '../../modules/pyb/callback.js';
import { MemoryError, OSError, type Place, type PyException, type Unabridged } from '../../objects/exception.js';
import { exceptionOf, isRaised } from '../../objects/exception-type.js';
import { textOf } from '../../objects/str.js';
import { isText } from '../../objects/text-units.js';
import { typeName } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { LineMap } from '../../source/line-map.js';
import { ADVICE, type Advice, AT_ENTRY, OBJECT, UNASSIGNED } from './advice.js';
import { calleeName } from './callee-name.js';

/** A place in the program. */
export interface ReportedPlace {
  readonly file: string;
  readonly line: number;
  /** Name of the function. */
  readonly block: string;
  /** The source line; empty if the source is not known. */
  readonly text: string;
  /** The expression in the line, in characters from 0. */
  readonly start: number;
  readonly end: number;
}

/** What went wrong in an interrupt. */
export interface InterruptReport {
  /** Nanoseconds since reset. */
  readonly t: bigint;
  /** `failed`: a hard callback has raised an exception; `soft`: a soft one has; `lost`: a soft one has found the queue full. */
  readonly kind: 'failed' | 'soft' | 'lost';
  /** What made the call: `Timer(4)`, `micropython.schedule()`. */
  readonly source: string;
  /** What was called. */
  readonly callback: string;
  /** The exception in full, even if the board had no memory for it: `MemoryError: memory allocation failed, heap is locked`. */
  readonly exception: string | null;
  /**
   * The expression that raised the exception, and the calls that led there, the callback last. For a soft callback only the lines, without their
   * text. Empty if the call of the callback itself raised it.
   */
  readonly places: readonly ReportedPlace[];
  readonly why: string | null;
  readonly instead: string | null;
  /** What has become of the source. */
  readonly afterwards: string;
  /** How to make the board itself say more. */
  readonly hint: string | null;
}

/** The firmware's message for a local name without a value (`py/vm.c`). */
const UNSET = 'local variable referenced before assignment';
/** Size of an emergency buffer that has room for every text of the firmware. */
const ROOMY_BUFFER = 200;

/** Reports that a hard callback has raised an exception. */
export function reportFailure(t: bigint, source: CallbackSource, callee: Value, exception: Value): InterruptReport {
  if (!isRaised(exception)) throw new Error('not an exception');
  const native = exceptionOf(exception);
  const { unabridged } = native;
  const advice = unabridged === null ? null : adviceFor(native, unabridged);
  return {
    t,
    kind: 'failed',
    source: source.name,
    callback: calleeName(callee),
    exception: `${exception.type.name}: ${messageOf(native, unabridged?.args ?? native.args)}`,
    places: (unabridged?.places ?? []).map(placeOf),
    why: advice?.why ?? null,
    instead: advice?.instead ?? null,
    afterwards: source.afterwards,
    hint: unabridged !== null && isAbridged(native, unabridged) ? bufferHint(native) : null,
  };
}

/** Reports that a soft callback has raised an exception. The board itself has printed where. */
export function reportSoftFailure(t: bigint, source: string, callee: Value, exception: Value): InterruptReport {
  if (!isRaised(exception)) throw new Error('not an exception');
  const native = exceptionOf(exception);
  return {
    t,
    kind: 'soft',
    source,
    callback: calleeName(callee),
    exception: `${exception.type.name}: ${messageOf(native, native.args)}`,
    places: (native.traceback ?? []).map((place) => ({ ...place, text: '', start: 0, end: 0 })),
    why: null,
    instead: null,
    afterwards: 'the exception has ended this call alone',
    hint: null,
  };
}

/** Reports that a soft callback has been dropped. */
export function reportLoss(t: bigint, source: CallbackSource, callee: Value): InterruptReport {
  return {
    t,
    kind: 'lost',
    source: source.name,
    callback: calleeName(callee),
    exception: null,
    places: [],
    why: 'eight soft callbacks are already waiting, and there is no room for more; they run one by one, at jumps and in waits of the program',
    instead: 'let the program wait more often, count in a hard callback (hard=True), or call less often',
    afterwards: 'only this call is lost; the board does not report it',
    hint: null,
  };
}

/** Returns the report as text, with lines ended by \n. */
export function describeReport({ t, kind, source, callback, exception, places, why, instead, afterwards, hint }: InterruptReport): string {
  const head =
    kind === 'lost' ? `a call of ${callback} by ${source} was lost` : `${callback}, the callback of ${source}, raised ${exception}`;
  const rows = [`${milliseconds(t)}: ${head}`];
  for (const { file, line, block, text, start, end } of places) {
    rows.push(`  ${file}, line ${line}, in ${block}`);
    if (text === '') continue;
    const indent = text.length - text.trimStart().length;
    rows.push(`    ${text.trim()}`, `    ${' '.repeat(start - indent)}${'^'.repeat(Math.max(1, end - start))}`);
  }
  const add = (label: string, content: string | null): void => {
    if (content !== null) rows.push(`  ${`${label}:`.padEnd(9)}${content}`);
  };
  add('why', why);
  add('instead', instead);
  add('now', afterwards);
  add('hint', hint);
  return `${rows.join('\n')}\n`;
}

function adviceFor(exception: PyException, { places, refused, args }: Unabridged): Advice | null {
  if (refused !== null) {
    const purpose = refused.purpose;
    const advice = (purpose !== null && ((places.length === 0 && AT_ENTRY[purpose]) || ADVICE[purpose])) || OBJECT;
    return { why: `${advice.why} (${refused.bytes} bytes, and the heap is locked)`, instead: advice.instead };
  }
  if (exception.type.name === 'NameError' && messageOf(exception, args) === UNSET) return UNASSIGNED;
  if (places.length > 0 || exception.type.isSubtypeOf(MemoryError)) return null;
  return {
    why: 'it was raised by the call itself, before the first line of the callback',
    instead: 'let the callback take as many arguments as it is given',
  };
}

/** Whether the board has printed less than there was to say. */
function isAbridged({ args, traceback }: PyException, unabridged: Unabridged): boolean {
  return traceback?.length !== unabridged.places.length || args.length !== unabridged.args.length;
}

function bufferHint({ traceback }: PyException): string {
  const size = `micropython.alloc_emergency_exception_buf(${ROOMY_BUFFER})`;
  return traceback === null
    ? `after ${size} the board itself prints place and text`
    : `after ${size} the board itself prints all texts, and the two innermost places`;
}

/** Returns the message, without calling Python and without a charge. */
function messageOf({ type }: PyException, args: readonly Value[]): string {
  const [first] = args;
  const errno = args.length === 1 && type.isSubtypeOf(OSError) && typeof first === 'number' ? ERRNO_NAMES.get(first) : undefined;
  if (errno !== undefined) return `[Errno ${first}] ${errno}`;
  const texts = args.map(plainText);
  return texts.length > 1 ? `(${texts.join(', ')})` : (texts[0] ?? '');
}

function plainText(value: Value): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return isText(value) ? textOf(value) : `<${typeName(value)}>`;
}

function placeOf({ code, pc }: Place): ReportedPlace {
  const place = { file: code.filename, line: code.lines[pc] ?? 1, block: code.name };
  if (code.text === '') return { ...place, text: '', start: 0, end: 0 };
  // The slice of a subscript is made together with the subscript, or just before it: both are reported as the subscript.
  const told = isSubscriptsSlice(code, pc) ? pc + 1 : pc;
  const [start, end] = code.spans.subarray(told * 2, told * 2 + 2);
  const lines = new LineMap(code.text);
  const line = lines.offsetToLine(start as number);
  const text = lines.line(line);
  const column = lines.offsetToColumn(start as number) - 1;
  return { ...place, line, text, start: column, end: Math.min(column + (end as number) - (start as number), text.length) };
}

/** Returns `12.345 ms`, as in traces. */
function milliseconds(nanos: bigint): string {
  const micros = nanos / 1000n;
  return `${micros / 1000n}.${String(micros % 1000n).padStart(3, '0')} ms`;
}

function isSubscriptsSlice({ words }: Code, pc: number): boolean {
  const next = opAt(words, pc + 1);
  return opAt(words, pc) === Op.BUILD_SLICE && (next === Op.LOAD_SUBSCR || next === Op.STORE_SUBSCR || next === Op.DELETE_SUBSCR);
}
