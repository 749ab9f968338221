/** `network.country` and `network.hostname`, which `pyb` and a radio use, too (`extmod/modnetwork.c`). */
import { readableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, fn } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { textOrBytes } from '../../objects/kinds.js';
import { nativeFunction } from '../../objects/native-function.js';
import { None } from '../../objects/none.js';
import { newStr } from '../../objects/str.js';
import type { Value } from '../../objects/value.js';
import type { Kept } from '../kept.js';

const LONGEST_HOSTNAME = 32;

/** The functions of one machine. */
export interface NamesInNetwork {
  readonly country: Value;
  readonly hostname: Value;
}

/** Makes the functions of one machine. */
export const namesInNetwork = (kept: Kept): NamesInNetwork => ({
  country: setting(kept, 'country', (bytes) => bytes === 2, 'Get or set the two letters of the country.'),
  hostname: setting(kept, 'hostname', (bytes) => bytes <= LONGEST_HOSTNAME, 'Get or set the name in the local network.'),
});

/** Makes a function that gets a text or sets it; it raises ValueError for a text whose length in bytes does not fit. */
function setting(kept: Kept, name: 'country' | 'hostname', fits: (bytes: number) => boolean, purpose: string): Value {
  const body = (wanted: string | undefined): Value => {
    if (wanted === undefined) return newStr(kept[name]);
    if (!fits(readableBuffer(newStr(wanted)).bytes.length)) throw raise.ValueError();
    kept[name] = wanted;
    return None;
  };
  return nativeFunction(name, fn(purpose, [arg('value', textOrBytes, ABSENT as string)], body));
}
