/** `sys` (`py/modsys.c`, `ports/stm32`). */
import type { Features } from '../firmwares.js';
import { attrTuple } from '../objects/attr-tuple.js';
import { strData } from '../objects/bytes.js';
import { arg, fn } from '../objects/declare.js';
import { SystemExit, withArgs } from '../objects/exception.js';
import { exceptionPieces } from '../objects/exception-type.js';
import { isSmall } from '../objects/int.js';
import { anything } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { unsupportedUnary } from '../objects/protocol/number.js';
import { interned, isStr, makeStr, textOf } from '../objects/str.js';
import { streamOf } from '../objects/stream.js';
import { writeBytes } from '../objects/stream-methods.js';
import { newTuple } from '../objects/tuple.js';
import { typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { encodeUtf8 } from '../utf8.js';
import type { Identity } from './identity.js';
import type { StandardStreams } from './stdio.js';

const MAXSIZE = 2 ** 31 - 1;

/** What `sys` shows of a machine. */
interface SysPort {
  readonly identity: Identity;
  readonly features: Features;
  readonly streams: StandardStreams;
  /** A list. */
  readonly path: Value;
  /** A list. */
  readonly argv: Value;
  /** A dict of the modules that are loaded. */
  readonly modules: Value;
}

/** `sys.exit`. */
const exit = fn('Raise SystemExit.', [arg('value', anything, undefined)], (value) => {
  throw withArgs(SystemExit, value === undefined ? [] : [value]);
});

/** Number of traceback levels that are kept unless the program sets another. */
const TRACEBACK_LIMIT = 1000;

const intern = fn('The same text, interned.', [arg('text', anything)], (text) => makeStr(interned(strData(text))));

const getsizeof = fn('Bytes that an object takes, without those that it refers to.', [arg('object', anything)], (object) => {
  // A small int treats the `__sizeof__` operator as the last of its own operators, `~` (`py/runtime.c`, mp_unary_op).
  if (typeof object === 'number' && isSmall(object)) return ~object;
  const size = typeOf(object).slots.sizeof?.(object);
  if (size === undefined) throw unsupportedUnary('__sizeof__', object);
  return size;
});

/** Number of traceback levels to keep. A `tracebacklimit` that is not a small int is an address for the firmware: no level is cut off. */
export function tracebackLimit(module: PyModule | null): number {
  if (module === null) return TRACEBACK_LIMIT;
  const limit = module.table.getName('tracebacklimit')?.value;
  return limit === undefined ? 0 : typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}

/** The default prompts. */
const PROMPTS = { ps1: '>>> ', ps2: '... ' } as const;

/** The values of `sys.ps1` and `sys.ps2`. */
export function promptValues(module: PyModule | null): Value[] {
  return module === null ? [] : (['ps1', 'ps2'] as const).map((name) => module.table.getName(name)?.value ?? PROMPTS[name]);
}

/** The prompt before a first line (`ps1`) or a continuation line (`ps2`): the text up to a NUL; empty if the value is no str (`py/repl.c`). */
export function promptText(module: PyModule | null, which: keyof typeof PROMPTS): string {
  const value = module?.table.getName(which)?.value ?? PROMPTS[which];
  return isStr(value) ? textOf(value).replace(/\0.*/s, '') : '';
}

/** `sys` of a machine. `ps1`, `ps2` and `tracebacklimit` may be set. */
export function sys({ identity, features, streams, path, argv, modules }: SysPort): PyModule {
  const { tag, date, version, machine, mpy, build, hasThreads } = identity;
  return nativeModule('sys', {
    platform: 'pyboard',
    version: `3.4.0; MicroPython ${tag} on ${date}`,
    version_info: newTuple([3, 4, 0]),
    implementation: attrTuple({
      name: 'micropython',
      version: newTuple(version),
      _machine: machine,
      _mpy: mpy,
      _build: build,
      ...(hasThreads ? { _thread: 'GIL' } : {}),
    }),
    byteorder: 'little',
    maxsize: MAXSIZE,
    path,
    argv,
    modules,
    ...PROMPTS,
    ...(features.tracebackLimit ? { tracebacklimit: TRACEBACK_LIMIT } : {}),
    ...(features.intern ? { intern } : {}),
    ...(features.getSizeOf ? { getsizeof } : {}),
    ...streams,
    exit,
    print_exception: fn(
      'Print an exception with its traceback.',
      [arg('exception', anything), arg('file', anything, streams.stdout)],
      (exception, file) => {
        const stream = streamOf(file, 'write');
        for (const piece of exceptionPieces(exception)) writeBytes(stream, encodeUtf8(piece));
      },
    ),
  });
}
