/** `sys` (`py/modsys.c`, `ports/stm32`). */
import type { Features } from '../firmwares.js';
import { attrTuple } from '../objects/attr-tuple.js';
import { strData } from '../objects/bytes.js';
import { arg, fn, membersTable } from '../objects/declare.js';
import { raise, SystemExit, withArgs } from '../objects/exception.js';
import { exceptionPieces } from '../objects/exception-type.js';
import { isSmall } from '../objects/int.js';
import { anything } from '../objects/kinds.js';
import { type Delegate, nativeModule, type PyModule } from '../objects/module.js';
import { unsupportedUnary } from '../objects/protocol/number.js';
import { interned, isStr, makeStr, textOf } from '../objects/str.js';
import { streamOf } from '../objects/stream.js';
import { writeBytes } from '../objects/stream-methods.js';
import type { Table } from '../objects/table.js';
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
  readonly variables: SysVariables;
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

/** The default prompts. */
const PROMPTS = { ps1: '>>> ', ps2: '... ' } as const;

/** What a program may set in `sys`, and delete (`py/modsys.c`, sys_mutable_keys). None of it is in the module's `__dict__`. */
export class SysVariables implements Delegate {
  readonly names: Table;
  readonly #all: ReadonlySet<string>;

  /** `path`: the list that `sys.path` begins as. */
  constructor(path: Value, features: Features) {
    this.names = membersTable({ path, ...PROMPTS, ...(features.tracebackLimit ? { tracebacklimit: TRACEBACK_LIMIT } : {}) });
    this.#all = new Set(Array.from(this.names.ordered(), ({ key }) => key as string));
  }

  assign(name: string, value: Value | undefined): boolean {
    if (!this.#all.has(name)) return false;
    if (value === undefined) this.names.deleteName(name);
    else this.names.setName(name, value);
    return true;
  }

  /** The values, without the default prompts, which lie in flash. */
  get values(): Value[] {
    const values = Array.from(this.names.ordered(), ({ value }) => value as Value);
    return values.filter((value) => value !== PROMPTS.ps1 && value !== PROMPTS.ps2);
  }

  /** `sys.path`. A program may have replaced it with anything. */
  get path(): Value {
    const path = this.#get('path');
    if (path === undefined) throw raise.NotImplementedError('import without sys.path is not simulated: a board crashes');
    return path;
  }

  /** Number of traceback levels to keep. A `tracebacklimit` that is not a small int is an address for the firmware: no level is cut off. */
  get tracebackLimit(): number {
    const limit = this.#get('tracebacklimit') ?? 0;
    return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  }

  /** The prompt before a first line (`ps1`) or a continuation line (`ps2`): the text up to a NUL; empty if there is no str (`py/repl.c`). */
  prompt(which: keyof typeof PROMPTS): string {
    const value = this.#get(which);
    return value !== undefined && isStr(value) ? textOf(value).replace(/\0.*/s, '') : '';
  }

  #get(name: string): Value | undefined {
    return this.names.getName(name)?.value;
  }
}

/** `sys` of a machine. */
export function sys({ identity, features, streams, variables, argv, modules }: SysPort): PyModule {
  const { tag, date, version, machine, mpy, build, hasThreads } = identity;
  return nativeModule(
    'sys',
    {
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
      argv,
      modules,
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
    },
    variables,
  );
}
