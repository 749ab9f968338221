/**
 * Exceptions: the native object, the hierarchy, and how TypeScript code raises one.
 *
 * The Python exception itself is thrown through JavaScript: a PyException, or an instance of a user class whose native part is one.
 * It is not a JavaScript Error and captures no host stack. The rules for a locked heap and for the emergency buffer follow
 * `py/objexcept.c`.
 */
import type { Code } from '../bytecode/code.js';
import { extend, heap, type Purpose, release, tryAllocate } from './charge.js';
import { Table } from './table.js';
import { objectType, PyType, type Slots } from './type.js';
import type { PyObject, Value } from './value.js';

/** One level of a traceback. */
interface TracebackEntry {
  readonly file: string;
  readonly line: number;
  readonly block: string;
}

/** An instruction that an exception has passed. */
export interface Place {
  readonly code: Code;
  readonly pc: number;
}

/** What an exception raised in a hard callback could not record because memory was missing. Not visible to the board or to Python. */
export interface Unabridged {
  /** Identifies the hard callback, as `Heap.handler` does. */
  readonly handler: object;
  readonly args: readonly Value[];
  /** The instructions passed, from the place of raising outward. */
  readonly places: Place[];
  /** The allocation that failed. */
  refused: { readonly bytes: number; readonly purpose: Purpose | null } | null;
}

/** What an exception had to say that has met a full heap: its arguments and its traceback. Not visible to the board or to Python. */
interface Unrecorded {
  readonly args: Value[];
  readonly traceback: TracebackEntry[];
}

/** Most levels that are kept of a traceback for which the board has no room: a program may raise one exception for hours. */
const MOST_UNRECORDED = 200;

/** The native part of every exception. */
export class PyException implements PyObject {
  /** From the place of raising outward. Null if there was no memory for it. */
  traceback: TracebackEntry[] | null = [];
  /** Maximum number of levels that are kept (the emergency buffer holds 2). */
  tracebackLimit = Infinity;
  /** Number of levels for which memory has been allocated. It is kept when the traceback is cleared. */
  tracebackRoom = 0;
  unabridged: Unabridged | null = null;
  /** Null if a full heap has left nothing out. */
  unrecorded: Unrecorded | null = null;

  constructor(
    readonly type: PyType,
    public args: Value[],
  ) {}
}

/** Layout of the emergency buffer on a 32-bit target (`py/objexcept.c`): traceback of two levels, a tuple, a str object, then text. */
const LEVEL_BYTES = 12;
const LEVELS_IN_BUFFER = 2;
const TRACEBACK_BYTES = LEVEL_BYTES * LEVELS_IN_BUFFER;
const tupleBytes = (length: number): number => 8 + 4 * length;
const STR_BYTES = 16;
/** Text space needed to decompress a fixed message: the length of the firmware's longest message and its terminator. */
const LONGEST_MESSAGE = 74;
/** Minimum text space for a message with parts filled in. */
const LEAST_TEXT = 16;

/** Makes an exception as native code does. `fixed`: the message has no parts to fill in, so the firmware keeps it compressed. */
export function makeException(type: PyType, message: string | null, fixed: boolean): PyException {
  if (tryAllocate(16)) {
    if (message === null) return new PyException(type, []);
    tryAllocate(STR_BYTES);
    if (!fixed) tryAllocate(message.length + 1);
    tryAllocate(tupleBytes(1));
    return new PyException(type, [message]);
  }
  const made = new PyException(type, []);
  noteRefused(made, message === null ? [] : [message]);
  limitToEmergencyBuffer(made);
  const room = heap.emergencySize - TRACEBACK_BYTES - tupleBytes(1) - STR_BYTES;
  // The message is cut to fit, together with its terminating zero.
  if (message !== null && room >= (fixed ? LONGEST_MESSAGE : LEAST_TEXT)) made.args = [message.slice(0, room - 1)];
  return made;
}

/** Notes what an exception was made with for which there was no memory. */
function noteRefused(exception: PyException, args: Value[]): void {
  noteUnabridged(exception, args);
  if (heap.locked === 0) exception.unrecorded = { args, traceback: [] };
}

function noteUnabridged(exception: PyException, args: readonly Value[]): void {
  const { handler } = heap;
  if (handler !== null) exception.unabridged = { handler, args, places: [], refused: null };
}

/** Notes that an exception passes an instruction while the heap is locked. Returns false if its traceback has no room for another level. */
export function noteLockedPlace(exception: PyException, place: Place): boolean {
  // The exception may have been made outside the callback, or in an earlier one.
  if (heap.handler !== null && exception.unabridged?.handler !== heap.handler) noteUnabridged(exception, exception.args);
  exception.unabridged?.places.push(place);
  if (exception.tracebackLimit !== Infinity || exception.traceback === null) return true;
  if (exception.traceback.length < exception.tracebackRoom) return true;
  if (exception.traceback.length > 0 || heap.emergencySize < TRACEBACK_BYTES) return false;
  exception.tracebackLimit = 2;
  return true;
}

/** Limits the traceback of an exception made under a locked or full heap to what the emergency buffer holds. */
function limitToEmergencyBuffer(exception: PyException): void {
  if (heap.emergencySize >= TRACEBACK_BYTES) exception.tracebackLimit = LEVELS_IN_BUFFER;
  else exception.traceback = null;
}

/** Whether there is memory for one more level of a traceback that has `length` levels (`mp_obj_exception_add_traceback`). */
export function hasRoomForLevel(length: number): boolean {
  const [from, to] = [LEVEL_BYTES * length, LEVEL_BYTES * (length + 1)];
  if (length > 0 && extend(from, to, heap.used)) return true;
  if (tryAllocate(to)) {
    release(from);
    return true;
  }
  return length < LEVELS_IN_BUFFER && heap.emergencySize >= TRACEBACK_BYTES;
}

/** Notes that an exception has reached a further level. `isKept`: its traceback has room for that. */
export function noteLevel(exception: PyException, level: TracebackEntry, isKept: boolean): void {
  if (!isKept && heap.locked === 0) exception.unrecorded ??= { args: exception.args, traceback: [...(exception.traceback ?? [])] };
  const { unrecorded } = exception;
  if (unrecorded !== null && unrecorded.traceback.length < MOST_UNRECORDED) unrecorded.traceback.push(level);
}

/** Gives an exception what it could not record while the heap was full. */
export function completeRecord(exception: PyException): void {
  const { unrecorded } = exception;
  if (unrecorded === null) return;
  exception.args = unrecorded.args;
  exception.traceback = unrecorded.traceback;
  exception.unrecorded = null;
}

/** Slots shared by all exception types; filled by `exception-type.ts`. */
export const exceptionSlots: Slots = {};

const types = new Map<string, PyType>();
const define = (name: string, base: PyType): PyType => {
  const type = new PyType(name, exceptionSlots, [base], new Table());
  types.set(name, type);
  return type;
};

/** `BaseException`. */
const BaseException = define('BaseException', objectType);
/** `SystemExit`. */
export const SystemExit = define('SystemExit', BaseException);
/** The SystemExits that `machine.soft_reset()` has raised. Python cannot distinguish them from others. */
export const softResets = new WeakSet<object>();
/** `KeyboardInterrupt`. */
export const KeyboardInterrupt = define('KeyboardInterrupt', BaseException);
/** `GeneratorExit`. */
export const GeneratorExit = define('GeneratorExit', BaseException);
/** `Exception`. */
export const Exception = define('Exception', BaseException);
/** `StopIteration`. */
export const StopIteration = define('StopIteration', Exception);
/** `StopAsyncIteration`. */
const StopAsyncIteration = define('StopAsyncIteration', Exception);
/** `ArithmeticError`. */
const ArithmeticError = define('ArithmeticError', Exception);
/** `OverflowError`. */
export const OverflowError = define('OverflowError', ArithmeticError);
/** `ZeroDivisionError`. */
const ZeroDivisionError = define('ZeroDivisionError', ArithmeticError);
/** `AssertionError`. */
const AssertionError = define('AssertionError', Exception);
/** `AttributeError`. */
export const AttributeError = define('AttributeError', Exception);
/** `EOFError`. */
const EOFError = define('EOFError', Exception);
/** `ImportError`. */
const ImportError = define('ImportError', Exception);
/** `LookupError`. */
export const LookupError = define('LookupError', Exception);
/** `IndexError`. */
export const IndexError = define('IndexError', LookupError);
/** `KeyError`. */
const KeyError = define('KeyError', LookupError);
/** `MemoryError`. */
export const MemoryError = define('MemoryError', Exception);
/** `NameError`. */
const NameError = define('NameError', Exception);
/** `OSError`. */
export const OSError = define('OSError', Exception);
/** `RuntimeError`. */
const RuntimeError = define('RuntimeError', Exception);
/** `NotImplementedError`. */
const NotImplementedError = define('NotImplementedError', RuntimeError);
/** `SyntaxError`. */
const SyntaxError = define('SyntaxError', Exception);
/** `IndentationError`. */
define('IndentationError', SyntaxError);
/** `TypeError`. */
const TypeError = define('TypeError', Exception);
/** `ValueError`. */
export const ValueError = define('ValueError', Exception);
/** `UnicodeError`. */
const UnicodeError = define('UnicodeError', ValueError);
/** `ViperTypeError`. */
define('ViperTypeError', TypeError);

/** All native exception types by name, in the order above. */
export const exceptionTypes: ReadonlyMap<string, PyType> = types;

type Part = string | number | bigint;

/** Fills in %s, %d, %q, %x, %02x, %% in MicroPython's messages. */
function formatMessage(format: string, parts: readonly Part[]): string {
  let next = 0;
  return format.replace(/%(0?\d*)(%|[sdqxucr])/g, (_, width: string, kind: string) => {
    if (kind === '%') return '%';
    const part = parts[next++] as Part;
    const text = kind === 'x' ? part.toString(16) : String(part);
    return width === '' ? text : text.padStart(Number(width), width.startsWith('0') ? '0' : ' ');
  });
}

const raiser =
  (type: PyType) =>
  (format?: string, ...parts: Part[]): PyException =>
    makeException(type, format === undefined ? null : formatMessage(format, parts), parts.length === 0);

/** Makes the exception that native code throws: `throw raise.ValueError("LED(%d) doesn't exist", id)`. */
export const raise = {
  ArithmeticError: raiser(ArithmeticError),
  AssertionError: raiser(AssertionError),
  AttributeError: raiser(AttributeError),
  EOFError: raiser(EOFError),
  ImportError: raiser(ImportError),
  IndexError: raiser(IndexError),
  KeyboardInterrupt: raiser(KeyboardInterrupt),
  MemoryError: raiser(MemoryError),
  NameError: raiser(NameError),
  NotImplementedError: raiser(NotImplementedError),
  OverflowError: raiser(OverflowError),
  RuntimeError: raiser(RuntimeError),
  SyntaxError: raiser(SyntaxError),
  SystemExit: raiser(SystemExit),
  TypeError: raiser(TypeError),
  UnicodeError: raiser(UnicodeError),
  ValueError: raiser(ValueError),
  ZeroDivisionError: raiser(ZeroDivisionError),
  StopAsyncIteration: raiser(StopAsyncIteration),
  /** KeyError whose argument is the key itself. */
  KeyError: (key: Value): PyException => withArgs(KeyError, [key]),
  /** StopIteration with the generator's value as argument, or without an argument if `value` is undefined. */
  StopIteration: (value?: Value): PyException => withArgs(StopIteration, value === undefined ? [] : [value]),
  /** OSError(errno), the form in which the firmware reports errors. */
  OSError: (errno: number, name?: string): PyException => withArgs(OSError, name === undefined ? [errno] : [errno, name]),
  /** OSError with a text. */
  OSErrorText: raiser(OSError),
};

/** Makes an exception with arguments that are Python values. */
export function withArgs(type: PyType, args: Value[]): PyException {
  const made = new PyException(type, args);
  if (tryAllocate(16)) {
    if (args.length > 0) tryAllocate(tupleBytes(args.length));
    return made;
  }
  noteRefused(made, args);
  limitToEmergencyBuffer(made);
  if (heap.emergencySize < TRACEBACK_BYTES + tupleBytes(args.length)) made.args = [];
  return made;
}
