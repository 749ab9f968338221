/** `sys` (`py/modsys.c`, `ports/stm32`). */
import { attrTuple } from '../objects/attr-tuple.js';
import { arg, fn } from '../objects/declare.js';
import { SystemExit, withArgs } from '../objects/exception.js';
import { formatException } from '../objects/exception-type.js';
import { anything } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { streamOf } from '../objects/stream.js';
import { writeBytes } from '../objects/stream-methods.js';
import { newTuple } from '../objects/tuple.js';
import { encodeUtf8 } from '../objects/utf8.js';
import type { Value } from '../objects/value.js';
import type { Identity } from './identity.js';
import type { StandardStreams } from './stdio.js';

const MAXSIZE = 2 ** 31 - 1;

/** What `sys` shows of a machine. */
export interface SysPort {
  readonly identity: Identity;
  readonly streams: StandardStreams;
  /** A list. */
  readonly path: Value;
  /** A list. */
  readonly argv: Value;
  /** A dict of the modules that are loaded. */
  readonly modules: Value;
}

/** `sys.exit`, which is `machine.soft_reset`, too. */
export const exit = fn('Raise SystemExit.', [arg('value', anything, undefined)], (value) => {
  throw withArgs(SystemExit, value === undefined ? [] : [value]);
});

/** `sys` of a machine. `ps1` and `ps2` may be set. */
export function sys({ identity, streams, path, argv, modules }: SysPort): PyModule {
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
    ps1: '>>> ',
    ps2: '... ',
    ...streams,
    exit,
    print_exception: fn(
      'Print an exception with its traceback.',
      [arg('exception', anything), arg('file', anything, streams.stdout)],
      (exception, file) => {
        writeBytes(streamOf(file, 'write'), encodeUtf8(formatException(exception)));
      },
    ),
  });
}
