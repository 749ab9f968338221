/**
 * `network` (`extmod/modnetwork.c`): names of country and host, and the interfaces that are up. There are none: those of the PYBD,
 * wireless and Ethernet, are not simulated, and say so when one is made.
 */
import { readableBuffer } from '../objects/bytes.js';
import { ABSENT, arg, fn, nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { text } from '../objects/kinds.js';
import { newList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { newStr } from '../objects/str.js';
import type { PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Kept } from './kept.js';

const LONGEST_HOSTNAME = 32;

/** Makes the module `network`. `interfaces`: names of the classes of interfaces. */
export function network(interfaces: readonly string[], kept: Kept): PyModule {
  const nics = newList([]);
  return nativeModule('network', {
    country: setting(kept, 'country', (bytes) => bytes === 2, 'Get or set the two letters of the country.'),
    hostname: setting(kept, 'hostname', (bytes) => bytes <= LONGEST_HOSTNAME, 'Get or set the name in the local network.'),
    route: fn('The interfaces that are up.', [], () => nics),
    ...Object.fromEntries(interfaces.map((name) => [name, absent(name)])),
    STA_IF: 0,
    AP_IF: 1,
  });
}

/** A function that gets a text, or sets one whose length in bytes fits. */
function setting(kept: Kept, name: 'country' | 'hostname', fits: (bytes: number) => boolean, purpose: string) {
  return fn(purpose, [arg('value', text, ABSENT as string)], (wanted: string | undefined) => {
    if (wanted === undefined) return newStr(kept[name]);
    if (!fits(readableBuffer(newStr(wanted)).bytes.length)) throw raise.ValueError();
    kept[name] = wanted;
    return None;
  });
}

/** A class of interfaces that cannot be made. */
function absent(name: string): PyType {
  return nativeType(
    name,
    {
      make(): Value {
        throw raise.NotImplementedError(`network.${name} is not simulated`);
      },
    },
    {},
  );
}
