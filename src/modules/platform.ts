/** `platform` (`extmod/modplatform.c`): fixed texts of the firmware's build. */
import { fn, keywords, rest } from '../objects/declare.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { newTuple } from '../objects/tuple.js';
import { type Identity, release } from './identity.js';

/** The C library and compiler with which the boards' firmware is built. */
const LIBC: readonly [name: string, version: string] = ['newlib', '4.3.0'];
const COMPILER = 'GCC 12.2.1';

/** `platform` of a firmware. */
export function platform(identity: Identity): PyModule {
  const text = `MicroPython-${release(identity)}-arm--with-${LIBC.join('')}`;
  return nativeModule('platform', {
    platform: fn('Names of system, version, processor and C library.', [rest('args'), keywords('kwargs')], () => text),
    python_compiler: fn('The compiler of the firmware.', [], () => COMPILER),
    libc_ver: fn('Name and version of the C library.', [rest('args'), keywords('kwargs')], () => newTuple(LIBC)),
  });
}
