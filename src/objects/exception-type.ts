/** Texts and attributes of exceptions (`py/objexcept.c`), and the output for an uncaught one. */
import { ERRNO_NAMES } from '../errno.js';
import { checkPositional } from './argument-count.js';
import { completeNative } from './class.js';
import { exceptionSlots, OSError, PyException, raise, withArgs } from './exception.js';
import { PyFunction } from './function.js';
import { PyInstance } from './instance.js';
import { None } from './none.js';
import { isExceptionType } from './protocol/number.js';
import { joined, pieces, str } from './protocol/show.js';
import { PyTuple } from './tuple.js';
import { PyType } from './type.js';
import type { Keywords, Value } from './value.js';

/** Whether a thrown value is a Python exception, as opposed to a signal or fault of the host. */
export function isRaised(x: unknown): x is PyException | PyInstance {
  return x instanceof PyException || (x instanceof PyInstance && isExceptionType(x.type));
}

/** The native part of an exception, which holds its arguments and traceback. */
export function exceptionOf(value: PyException | PyInstance): PyException {
  if (value instanceof PyException) return value;
  if (value.native === undefined) completeNative(value, [], null);
  return value.native as PyException;
}

/** The exception that `raise value` raises: an exception class is called; any value that is not an exception gives a TypeError. */
export function toException(value: Value): PyException | PyInstance {
  if (value instanceof PyType && isExceptionType(value)) return toException(value.slots.make?.(value, [], null) as Value);
  // An instance whose `__init__` has not yet made the native part is not an exception yet.
  if (value instanceof PyException || (value instanceof PyInstance && value.native instanceof PyException)) return value;
  return raise.TypeError('exceptions must derive from BaseException');
}

/** An exception takes any number of arguments. */
const MOST_ARGUMENTS = Number.POSITIVE_INFINITY;

Object.assign(exceptionSlots, {
  make(type: PyType, args: Value[], keywords: Keywords | null) {
    checkPositional(args, keywords, 0, MOST_ARGUMENTS);
    return withArgs(type, args);
  },
  parts(self: PyException, isRepr: boolean) {
    if (isRepr) return reprParts(self);
    return self.args.length < 2 || errorText(self) !== null ? undefined : argumentParts(self, '');
  },
  shownAs: (self: PyException) => (self.args.length === 1 && errorText(self) === null ? self.args[0] : undefined),
  repr: (self: PyException) => joined(reprParts(self)),
  str(self: PyException) {
    const [first] = self.args;
    if (first === undefined) return '';
    const known = errorText(self);
    if (known !== null) return self.args.length === 2 ? `${known}: ${str(self.args[1] as Value)}` : known;
    return self.args.length === 1 ? str(first) : joined(argumentParts(self, ''));
  },
  attributes: ['args', 'value', 'errno'],
  getAttribute(self: PyException, name: string) {
    if (name === 'args') return new PyTuple(self.args);
    // Every exception has both as aliases of args[0] (`py/objexcept.c`).
    if (name === 'value' || name === 'errno') return self.args[0] ?? None;
    return undefined;
  },
  setAttribute(self: PyException, name: string, value: Value | undefined) {
    if (name !== '__traceback__' || value !== None) return false;
    self.traceback = [];
    self.unrecorded = null;
    return true;
  },
});

const argumentParts = ({ args }: PyException, before: string): Iterable<Value> => [before, new PyTuple(args), ''];
const reprParts = (self: PyException): Iterable<Value> => argumentParts(self, self.type.name);

/** The text of an OSError with a known error number; null for any other exception. */
function errorText({ type, args }: PyException): string | null {
  const [number] = args;
  if (!type.isSubtypeOf(OSError) || typeof number !== 'number' || args.length > 2) return null;
  const name = ERRNO_NAMES.get(number);
  return name === undefined ? null : `[Errno ${number}] ${name}`;
}

/** The text printed for an uncaught exception, with its traceback; each line ends with \n (`py/obj.c`, mp_obj_print_exception). */
export function formatException(exception: Value): string {
  return [...exceptionPieces(exception)].join('');
}

/** The same in pieces, with `before` in front: text that precedes a value of a user class is written before the class's Python code runs. */
export function* exceptionPieces(exception: Value, before = ''): Generator<string, void, void> {
  const line = isRaised(exception) ? exceptionLine(exception, before + tracebackText(exception)) : pieces(before, exception, true);
  yield `${yield* line}\n`;
}

function tracebackText(exception: PyException | PyInstance): string {
  const native = exceptionOf(exception);
  let text = '';
  if (native.traceback !== null && native.traceback.length > 0) {
    text = 'Traceback (most recent call last):\n';
    for (let i = native.traceback.length - 1; i >= 0; i--) {
      const { file, line, block } = native.traceback[i] as { file: string; line: number; block: string };
      text += `  File "${file}", line ${line}${block === '' ? '' : `, in ${block}`}\n`;
    }
  }
  return text;
}

/** The last line: the result of `__repr__` if the class defines one in Python, otherwise name and message. */
function exceptionLine(exception: PyException | PyInstance, before: string): ReturnType<typeof pieces> {
  const own = exception instanceof PyInstance ? exception.type.lookup('__repr__') : undefined;
  if (own instanceof PyFunction) return pieces(before, exception, true);
  return pieces(`${before}${exception.type.name}: `, exceptionOf(exception));
}
