/** `collections`: deque, namedtuple and OrderedDict (`py/modcollections.c`). */
import { arg, fn } from '../objects/declare.js';
import { dequeType } from '../objects/deque.js';
import { orderedDictType } from '../objects/dict.js';
import { anything } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { newNamedTupleType } from '../objects/namedtuple.js';
import { arrayOf } from '../objects/sequence.js';
import { isStr, textOf } from '../objects/str.js';

/** Makes the module `collections`. */
export function collections(): PyModule {
  return nativeModule('collections', {
    deque: dequeType,
    namedtuple: fn(
      'A type of tuples called `name` whose items are called as `fields` says: a list, or names between spaces.',
      [arg('name', anything), arg('fields', anything)],
      (name, fields) => {
        const title = textOf(name);
        const names = isStr(fields) ? textOf(fields).split(/\s+/).filter(Boolean) : arrayOf(fields).map(textOf);
        return newNamedTupleType(title, names);
      },
    ),
    OrderedDict: orderedDictType,
  });
}
